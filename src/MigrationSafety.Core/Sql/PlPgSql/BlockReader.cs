using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>Walks a PL/pgSQL block in the order in which it runs and lowers the SQL inside.</summary>
internal sealed class BlockReader
{
    // Blocks nest a few levels; a generated one must not exhaust the stack.
    private const int MaximumDepth = 100;

    // Loops over constants are run here, statement by statement; beyond this they are read as other loops are.
    private const int MaximumIterations = 256;

    private readonly BlockDatums datums;
    private readonly BlockSql sql;
    private readonly BlockVariables initial;
    private int iterations;
    private bool tooDeep;

    public BlockReader(BodyPlace place, StatementContext context, JsonNode function)
    {
        datums = new BlockDatums(function);
        sql = new BlockSql(place, context);
        initial = BlockVariables.Of(function, datums);
    }

    public void Read(JsonNode action) =>
        ReadStatement(action, new BlockScope(initial, Guarded: false, InLoop: false, Depth: 0));

    private void ReadAll(JsonNode statements, BlockScope scope)
    {
        foreach (var statement in statements.Items)
        {
            ReadStatement(statement, scope);
        }
    }

    private void ReadStatement(JsonNode wrapped, BlockScope scope)
    {
        if (!wrapped.TryUnwrap(out var kind, out var statement))
        {
            return;
        }

        if (scope.Depth > MaximumDepth)
        {
            if (!tooDeep)
            {
                tooDeep = true;
                sql.AddUnknown("the DO block is nested too deeply to be read");
            }

            return;
        }

        var line = statement["lineno"].Int;
        switch (kind)
        {
            case "PLpgSQL_stmt_block":
                ReadBlock(statement, scope);
                break;
            case "PLpgSQL_stmt_if":
                ReadIf(statement, line, scope);
                break;
            case "PLpgSQL_stmt_case":
                ReadCase(statement, line, scope);
                break;
            case "PLpgSQL_stmt_loop" or "PLpgSQL_stmt_while" or "PLpgSQL_stmt_fori":
                sql.Condition(statement["cond"], line, scope);
                ReadLoop(statement, scope);
                break;
            case "PLpgSQL_stmt_fors":
                sql.Static(statement["query"], line, scope);
                ReadLoopOver(statement, BlockSql.Query(statement["query"]), isQuery: true, scope);
                break;
            case "PLpgSQL_stmt_foreach_a":
                ReadLoopOver(statement, BlockSql.Query(statement["expr"]), isQuery: false, scope);
                break;
            case "PLpgSQL_stmt_dynfors":
                sql.Dynamic(statement["query"], line, scope);
                ReadLoop(statement, scope);
                break;
            case "PLpgSQL_stmt_forc" or "PLpgSQL_stmt_open":
                ReadCursor(statement, line, scope);
                break;
            case "PLpgSQL_stmt_execsql":
                sql.Static(statement["sqlstmt"], line, scope);
                break;
            case "PLpgSQL_stmt_perform":
                sql.Perform(statement["expr"], line, scope);
                break;
            case "PLpgSQL_stmt_call":
                sql.Static(statement["expr"], line, scope);
                break;
            case "PLpgSQL_stmt_dynexecute":
                sql.Dynamic(statement["query"], line, scope);
                break;
            case "PLpgSQL_stmt_assign":
                ReadAssignment(statement, line, scope);
                return;
            case "PLpgSQL_stmt_commit":
                sql.TransactionEnd(TransactionControlKind.Commit, statement, scope);
                break;
            case "PLpgSQL_stmt_rollback":
                sql.TransactionEnd(TransactionControlKind.Rollback, statement, scope);
                break;
        }

        Forget(statement["target"].Exists ? datums.NamesOf(statement["target"]) : [], scope);
        Forget(kind == "PLpgSQL_stmt_getdiag" ? datums.AssignedBelow(statement) : [], scope);
    }

    private static void Forget(IEnumerable<string> names, BlockScope scope)
    {
        foreach (var name in names)
        {
            scope.Variables.Forget(name);
        }
    }

    private void ReadBlock(JsonNode block, BlockScope scope)
    {
        var handlers = block["exceptions"]["PLpgSQL_exception_block"]["exc_list"].Items
            .Select(item => item["PLpgSQL_exception"]["action"])
            .ToList();
        if (handlers.Count == 0)
        {
            ReadAll(block["body"], scope.Inside());
            return;
        }

        // A handler runs after any part of the body.
        var body = scope.Branch();
        ReadAll(block["body"], body);
        var branches = new List<BlockVariables> { body.Variables };
        foreach (var handler in handlers)
        {
            var branch = scope.Branch();
            Forget(datums.AssignedBelow(block["body"]), branch);
            ReadAll(handler, branch);
            branches.Add(branch.Variables);
        }

        scope.Variables.Join(branches);
    }

    private void ReadIf(JsonNode statement, int line, BlockScope scope)
    {
        sql.Condition(statement["cond"], line, scope);
        var branches = new List<BlockVariables> { ReadBranch(statement["then_body"], scope) };
        foreach (var elsif in statement["elsif_list"].Items.Select(item => item["PLpgSQL_if_elsif"]))
        {
            sql.Condition(elsif["cond"], elsif["lineno"].Int, scope with { Guarded = true });
            branches.Add(ReadBranch(elsif["stmts"], scope));
        }

        branches.Add(ReadBranch(statement["else_body"], scope));
        scope.Variables.Join(branches);
    }

    private void ReadCase(JsonNode statement, int line, BlockScope scope)
    {
        sql.Condition(statement["t_expr"], line, scope);
        var branches = statement["case_when_list"].Items
            .Select(item => ReadBranch(item["PLpgSQL_case_when"]["stmts"], scope))
            .ToList();
        branches.Add(ReadBranch(statement["else_stmts"], scope));
        scope.Variables.Join(branches);
    }

    private BlockVariables ReadBranch(JsonNode statements, BlockScope scope)
    {
        var branch = scope.Branch();
        ReadAll(statements, branch);
        return branch.Variables;
    }

    // Read once, for any of its rounds: what the body sets is unknown when it begins.
    private void ReadLoop(JsonNode loop, BlockScope scope)
    {
        var assigned = datums.AssignedBelow(loop).ToList();
        Forget(assigned, scope);
        ReadAll(loop["body"], scope.Inside() with { InLoop = true });
        Forget(assigned, scope);
    }

    private void ReadLoopOver(JsonNode loop, string source, bool isQuery, BlockScope scope)
    {
        var targets = loop["var"].Exists ? datums.NamesOf(loop["var"]).ToList() : [datums.NameOf(loop["varno"].Int)];
        var elements = targets.Count == 1 && !loop["slice"].Exists
            ? ConstantStrings.Elements(source, isQuery, scope.Variables)
            : null;
        if (elements is not { } known || (iterations += known.Length) > MaximumIterations)
        {
            ReadLoop(loop, scope);
            return;
        }

        var body = scope.Inside() with { InLoop = true };
        foreach (var element in known)
        {
            if (loop["var"]["PLpgSQL_rec"].Exists)
            {
                scope.Variables.SetRecord(targets[0], element);
            }
            else
            {
                scope.Variables.Set(targets[0], ImmutableArray.Create(element));
            }

            ReadAll(loop["body"], body);
        }

        Forget(targets, scope);
    }

    private void ReadCursor(JsonNode statement, int line, BlockScope scope)
    {
        var cursor = datums[statement["curvar"].Int]["PLpgSQL_var"];
        if (statement["query"].Exists)
        {
            sql.Static(statement["query"], line, scope);
        }
        else if (cursor["cursor_explicit_expr"].Exists)
        {
            sql.Static(cursor["cursor_explicit_expr"], cursor["lineno"].Int, scope);
        }

        if (statement["dynquery"].Exists)
        {
            sql.Dynamic(statement["dynquery"], line, scope);
        }

        if (statement["body"].Exists)
        {
            ReadLoop(statement, scope);
        }
    }

    private void ReadAssignment(JsonNode statement, int line, BlockScope scope)
    {
        var name = datums.NameOf(statement["varno"].Int);
        var value = Assignment.ValueOf(BlockSql.Query(statement["expr"]), out var isWhole);
        sql.Value(value, statement["expr"], line, scope);
        scope.Variables.Set(name, isWhole ? ConstantStrings.Evaluate(value, scope.Variables, out _) : null);
    }
}
