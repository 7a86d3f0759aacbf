using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Statements.</summary>
internal sealed partial class Interpreter
{
    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
    }

    private Flow Execute(StatementSyntax statement, Scope scope, Frame frame)
    {
        if (Exhausted())
        {
            return Flow.Return;
        }

        switch (statement)
        {
            case BlockSyntax block:
                return ExecuteAll(block.Statements, new Scope(scope), frame);
            case ExpressionStatementSyntax expression:
                Evaluate(expression.Expression, scope);
                return Flow.Next;
            case LocalDeclarationStatementSyntax local:
                Declare(local.Declaration, scope);
                return Flow.Next;
            case IfStatementSyntax conditional:
                return ExecuteIf(conditional, scope, frame);
            case SwitchStatementSyntax choice:
                return ExecuteSwitch(choice, scope, frame);
            case CommonForEachStatementSyntax loop:
                return ExecuteForEach(loop, new Scope(scope), frame);
            case ForStatementSyntax loop:
                return ExecuteFor(loop, new Scope(scope), frame);
            case WhileStatementSyntax loop:
                return Repeat(loop.Condition, loop.Statement, default, false, scope, frame);
            case DoStatementSyntax loop:
                return Repeat(loop.Condition, loop.Statement, default, true, scope, frame);
            case ReturnStatementSyntax result:
                frame.Return(result.Expression is null ? ConstantValue.Null : Evaluate(result.Expression, scope));
                return Flow.Return;
            case YieldStatementSyntax { Expression: { } yielded }:
                frame.Yielded.Add(Evaluate(yielded, scope));
                return Flow.Next;
            case YieldStatementSyntax or ThrowStatementSyntax:
                return Flow.Return;
            case BreakStatementSyntax:
                return Flow.Break;
            case ContinueStatementSyntax:
                return Flow.Continue;
            case UsingStatementSyntax use:
                return ExecuteUsing(use, new Scope(scope), frame);
            case LockStatementSyntax locked:
                return Execute(locked.Statement, scope, frame);
            case CheckedStatementSyntax checkedBlock:
                return Execute(checkedBlock.Block, scope, frame);
            case UnsafeStatementSyntax unsafeBlock:
                return Execute(unsafeBlock.Block, scope, frame);
            case LabeledStatementSyntax labeled:
                return Execute(labeled.Statement, scope, frame);
            case TryStatementSyntax attempt:
                var flow = Execute(attempt.Block, scope, frame);
                var last = attempt.Finally is null ? Flow.Next : Execute(attempt.Finally.Block, scope, frame);
                return last == Flow.Next ? flow : last;
            default:
                return Flow.Next;
        }
    }

    private Flow ExecuteAll(SyntaxList<StatementSyntax> statements, Scope scope, Frame frame)
    {
        foreach (var function in statements.OfType<LocalFunctionStatementSyntax>())
        {
            scope.Declare(function.Identifier.ValueText, new FunctionValue(function, scope));
        }

        foreach (var statement in statements)
        {
            var flow = Execute(statement, scope, frame);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private void Declare(VariableDeclarationSyntax declaration, Scope scope)
    {
        foreach (var variable in declaration.Variables)
        {
            scope.Declare(
                variable.Identifier.ValueText,
                variable.Initializer is null ? Unknown(variable) : Evaluate(variable.Initializer.Value, scope));
        }
    }

    private Flow ExecuteIf(IfStatementSyntax statement, Scope scope, Frame frame)
    {
        switch (Truth(Evaluate(statement.Condition, scope)))
        {
            case true:
                return Execute(statement.Statement, scope, frame);
            case false:
                return statement.Else is null ? Flow.Next : Execute(statement.Else.Statement, scope, frame);
        }

        var before = scope.Save();
        var one = Execute(statement.Statement, scope, frame);
        var after = scope.Save();
        before.Restore();
        var other = statement.Else is null ? Flow.Next : Execute(statement.Else.Statement, scope, frame);

        // A side that leaves says nothing about what is known afterwards.
        if (one == Flow.Next)
        {
            if (other == Flow.Next)
            {
                after.ForgetChanged(_ => Unknown(statement.Condition));
            }
            else
            {
                after.Restore();
            }
        }

        return one == other ? one : Flow.Next;
    }

    private Flow ExecuteSwitch(SwitchStatementSyntax statement, Scope scope, Frame frame)
    {
        var governing = Evaluate(statement.Expression, scope);
        var inner = new Scope(scope);
        SwitchSectionSyntax? fallback = null;
        var undecided = false;
        foreach (var section in statement.Sections)
        {
            foreach (var label in section.Labels)
            {
                switch (label)
                {
                    case DefaultSwitchLabelSyntax:
                        fallback = section;
                        break;
                    case CaseSwitchLabelSyntax constant:
                        switch (ValueComparison.AreEqual(governing, Evaluate(constant.Value, inner)))
                        {
                            case true when !undecided:
                                return Leave(ExecuteAll(section.Statements, inner, frame));
                            case null:
                                undecided = true;
                                break;
                        }

                        break;
                    case CasePatternSwitchLabelSyntax pattern:
                        var matches = Matches(governing, pattern.Pattern, inner);
                        if (pattern.WhenClause is { } when && matches != false)
                        {
                            var holds = Truth(Evaluate(when.Condition, inner));
                            matches = holds == false ? false : matches == true ? holds : null;
                        }

                        if (matches == true && !undecided)
                        {
                            return Leave(ExecuteAll(section.Statements, inner, frame));
                        }

                        undecided |= matches is null;
                        break;
                }
            }
        }

        if (!undecided)
        {
            return fallback is null ? Flow.Next : Leave(ExecuteAll(fallback.Statements, inner, frame));
        }

        foreach (var section in statement.Sections)
        {
            var before = scope.Save();
            ExecuteAll(section.Statements, inner, frame);
            before.ForgetChanged(_ => Unknown(statement.Expression));
        }

        return Flow.Next;
    }

    private static Flow Leave(Flow flow) => flow == Flow.Break ? Flow.Next : flow;

    private Flow ExecuteForEach(CommonForEachStatementSyntax loop, Scope scope, Frame frame)
    {
        var items = Items(Evaluate(loop.Expression, scope));
        if (items.IsDefault)
        {
            BindLoopVariable(loop, Unknown(loop.Expression), scope);
            return ExecuteOnce(loop.Statement, scope, frame);
        }

        foreach (var item in items)
        {
            if (Exhausted())
            {
                return Flow.Return;
            }

            BindLoopVariable(loop, item, scope);
            var flow = Execute(loop.Statement, scope, frame);
            if (flow is Flow.Break or Flow.Return)
            {
                return Leave(flow);
            }
        }

        return Flow.Next;
    }

    /// <summary>The items of an array; default where they are not known.</summary>
    private static ImmutableArray<Value> Items(Value value) =>
        value is ArrayValue array ? array.Items : default;

    private void BindLoopVariable(CommonForEachStatementSyntax loop, Value item, Scope scope)
    {
        if (loop is ForEachStatementSyntax simple)
        {
            scope.Declare(simple.Identifier.ValueText, item);
        }
        else if (loop is ForEachVariableStatementSyntax deconstructed)
        {
            Deconstruct(deconstructed.Variable, item, scope);
        }
    }

    /// <summary>The body of a loop that runs nobody knows how often.</summary>
    private Flow ExecuteOnce(StatementSyntax body, Scope scope, Frame frame)
    {
        var before = scope.Save();
        Execute(body, scope, frame);
        before.ForgetChanged(_ => Unknown(body));
        return Flow.Next;
    }

    private Flow ExecuteFor(ForStatementSyntax loop, Scope scope, Frame frame)
    {
        if (loop.Declaration is not null)
        {
            Declare(loop.Declaration, scope);
        }

        foreach (var initializer in loop.Initializers)
        {
            Evaluate(initializer, scope);
        }

        return Repeat(loop.Condition, loop.Statement, loop.Incrementors, false, scope, frame);
    }

    private Flow Repeat(
        ExpressionSyntax? condition, StatementSyntax body, SeparatedSyntaxList<ExpressionSyntax> incrementors,
        bool bodyFirst, Scope scope, Frame frame)
    {
        for (var i = 0; i < MostIterations; i++)
        {
            var truth = bodyFirst && i == 0 || condition is null ? true : Truth(Evaluate(condition, scope));
            if (truth == false || Exhausted())
            {
                return Flow.Next;
            }

            if (truth is null)
            {
                return ExecuteOnce(body, scope, frame);
            }

            var flow = Execute(body, scope, frame);
            if (flow is Flow.Break or Flow.Return)
            {
                return Leave(flow);
            }

            foreach (var incrementor in incrementors)
            {
                Evaluate(incrementor, scope);
            }
        }

        GaveUp = true;
        return Flow.Return;
    }

    private Flow ExecuteUsing(UsingStatementSyntax statement, Scope scope, Frame frame)
    {
        if (statement.Declaration is not null)
        {
            Declare(statement.Declaration, scope);
        }
        else if (statement.Expression is not null)
        {
            Evaluate(statement.Expression, scope);
        }

        return Execute(statement.Statement, scope, frame);
    }

    private static bool? Truth(Value value) => value is ConstantValue { Value: bool truth } ? truth : null;
}
