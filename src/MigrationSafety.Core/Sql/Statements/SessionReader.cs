using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>SET, RESET and transaction control.</summary>
internal static class SessionReader
{
    public static void ReadSet(JsonNode statement, StatementContext context)
    {
        var isLocal = statement["is_local"].IsTrue;
        if (statement["kind"].Text == "VAR_SET_MULTI")
        {
            // SET TRANSACTION and SET SESSION CHARACTERISTICS name several parameters at once.
            foreach (var option in statement["args"].Items.Select(item => item["DefElem"]))
            {
                context.Add(new SetParameter
                {
                    Name = option["defname"].Text ?? "",
                    Value = Predicates.ConstantText(option["arg"]),
                    IsLocal = statement["name"].Text == "TRANSACTION",
                });
            }

            return;
        }

        var values = statement["args"].Items.Select(Predicates.ConstantText).ToList();
        context.Add(new SetParameter
        {
            Name = statement["kind"].Text == "VAR_RESET_ALL" ? "all" : (statement["name"].Text ?? "").ToLowerInvariant(),
            Value = values.Count > 0 ? string.Join(", ", values) : null,
            IsLocal = isLocal,
        });
    }

    public static void ReadTransaction(JsonNode statement, StatementContext context)
    {
        TransactionControlKind? kind = statement["kind"].Text switch
        {
            "TRANS_STMT_BEGIN" or "TRANS_STMT_START" => TransactionControlKind.Begin,
            "TRANS_STMT_COMMIT" => TransactionControlKind.Commit,

            // PREPARE TRANSACTION ends the block of this session, as COMMIT does.
            "TRANS_STMT_PREPARE" => TransactionControlKind.Commit,
            "TRANS_STMT_ROLLBACK" => TransactionControlKind.Rollback,
            "TRANS_STMT_SAVEPOINT" or "TRANS_STMT_RELEASE" or "TRANS_STMT_ROLLBACK_TO" => TransactionControlKind.Savepoint,
            _ => null,
        };
        if (kind is { } known)
        {
            context.Add(new TransactionControl { Kind = known });
        }
        else
        {
            // COMMIT PREPARED and ROLLBACK PREPARED.
            context.Add(new OtherStatement { Node = "TransactionStmt", AllowedInTransaction = false });
        }
    }
}
