using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Types;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>CREATE DOMAIN and ALTER DOMAIN.</summary>
internal static class DomainReader
{
    public static void ReadCreate(JsonNode statement, StatementContext context) =>
        context.Add(new CreateDomain
        {
            Domain = TreeNames.Name(statement["domainname"]),
            BaseType = PgTypeReader.Read(statement["typeName"]),
            HasConstraint = statement["constraints"].Items
                .Any(item => item["Constraint"]["contype"].Text is "CONSTR_CHECK" or "CONSTR_NOTNULL"),
        });

    public static void ReadAlter(JsonNode statement, StatementContext context)
    {
        var constraint = statement["def"]["Constraint"];
        context.Add(new AlterDomain
        {
            Domain = TreeNames.Name(statement["typeName"]),
            Kind = statement["subtype"].Text switch
            {
                "C" => constraint["skip_validation"].IsTrue
                    ? DomainChangeKind.AddConstraintNotValid
                    : DomainChangeKind.AddConstraint,
                "V" => DomainChangeKind.ValidateConstraint,
                "O" => DomainChangeKind.SetNotNull,
                _ => DomainChangeKind.Other,
            },
            ConstraintName = statement["name"].Text ?? constraint["conname"].Text,
        });
    }
}
