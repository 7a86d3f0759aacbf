using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Calls of the MigrationBuilder and of the builders inside CreateTable.</summary>
internal sealed partial class Interpreter
{
    private OperationValue AddOperation(
        string method, BuilderMethods.Overload[] overloads, InvocationExpressionSyntax invocation,
        MemberAccessExpressionSyntax access, Scope scope)
    {
        var pending = ReadCall(method, overloads, invocation, access.Name, scope);
        operations.Add(pending);
        if (method == "CreateTable")
        {
            ReadTable(pending);
        }

        return new OperationValue(pending);
    }

    private PendingOperation ReadCall(
        string method, BuilderMethods.Overload[] overloads, InvocationExpressionSyntax invocation,
        SimpleNameSyntax name, Scope scope, PendingOperation? table = null)
    {
        var pending = new PendingOperation(method, invocation, SiteOf(invocation), invocation.ArgumentList.Arguments.Count)
        {
            ClrType = name is GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } types } ? types[0].ToString() : null,
        };
        var overload = Choose(overloads, invocation.ArgumentList);
        var position = 0;
        foreach (var argument in invocation.ArgumentList.Arguments)
        {
            var parameter = argument.NameColon?.Name.Identifier.ValueText ?? overload.NameAt(position++);
            if (parameter is null || argument.Expression.IsMissing)
            {
                continue;
            }

            var value = BuilderMethods.HoldsRows(parameter) ? new RawValue("rows") : Evaluate(argument.Expression, scope);
            pending.Sources[parameter] = argument.Expression;
            pending.Arguments[parameter] = table is not null && value is FunctionValue selector ? Select(selector, table) : value;
        }

        return pending;
    }

    private static BuilderMethods.Overload Choose(BuilderMethods.Overload[] overloads, ArgumentListSyntax arguments)
    {
        if (overloads.Length == 1)
        {
            return overloads[0];
        }

        var named = new List<string>();
        var positional = new List<bool?>();
        foreach (var argument in arguments.Arguments)
        {
            if (argument.NameColon is { } name)
            {
                named.Add(name.Name.Identifier.ValueText);
            }
            else
            {
                positional.Add(argument.Expression switch
                {
                    LiteralExpressionSyntax or InterpolatedStringExpressionSyntax => false,
                    ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax => true,
                    ParenthesizedLambdaExpressionSyntax or SimpleLambdaExpressionSyntax => false,
                    _ => null,
                });
            }
        }

        var best = overloads[0];
        var bestFit = -1;
        foreach (var overload in overloads)
        {
            var fit = overload.Fit(named, positional);
            if (fit > bestFit)
            {
                best = overload;
                bestFit = fit;
            }
        }

        return best;
    }

    /// <summary>x => x.Id and x => new { x.A, x.B } as column names.</summary>
    private ArrayValue Select(FunctionValue selector, PendingOperation table)
    {
        var selected = Apply(selector, new ColumnSelectorValue(table));
        if (selected is not ObjectValue several)
        {
            return new ArrayValue(ImmutableArray.Create(selected));
        }

        var names = ImmutableArray.CreateBuilder<Value>(several.Members.Length);
        foreach (var member in several.Members)
        {
            names.Add(member.Value);
        }

        return new ArrayValue(names.MoveToImmutable());
    }

    private void ReadTable(PendingOperation pending)
    {
        if (pending.Arguments.TryGetValue("columns", out var columns) && columns is FunctionValue function
            && Apply(function, ColumnsBuilderValue.Instance) is ObjectValue members)
        {
            foreach (var member in members.Members)
            {
                if (member.Value is OperationValue column)
                {
                    pending.ColumnsByMember[member.Key] = column.Operation;
                    pending.Columns.Add(column.Operation);
                    if (!column.Operation.Arguments.ContainsKey("name"))
                    {
                        column.Operation.Arguments["name"] = TextAt(member.Key, column.Operation.Call);
                    }
                }
                else
                {
                    pending.Unknown.Add(member.Value as UnknownValue ?? Unknown(pending.Sources["columns"]));
                }
            }
        }
        else if (pending.Sources.TryGetValue("columns", out var source))
        {
            pending.Unknown.Add(Unknown(source));
        }

        if (pending.Arguments.TryGetValue("constraints", out var constraints) && constraints is FunctionValue body)
        {
            Apply(body, new TableBuilderValue(pending));
        }

        pending.Arguments.Remove("columns");
        pending.Arguments.Remove("constraints");
    }

    private void Annotate(PendingOperation operation, string method, InvocationExpressionSyntax invocation, Scope scope)
    {
        var arguments = invocation.ArgumentList.Arguments;
        if (arguments.Count != 2)
        {
            return;
        }

        var first = arguments[0].NameColon?.Name.Identifier.ValueText == "value" ? 1 : 0;
        if (Evaluate(arguments[first].Expression, scope) is TextValue name)
        {
            var target = method == "Annotation" ? operation.Annotations : operation.OldAnnotations;
            target[name.Text] = ValueConversion.ToArgument(Evaluate(arguments[1 - first].Expression, scope));
        }
    }

    /// <summary>migrationBuilder.Operations.Add(new SqlOperation { Sql = ... }) and its relatives.</summary>
    private void AddOperationObject(Value value, InvocationExpressionSyntax invocation)
    {
        const string suffix = "Operation";
        var created = value as ObjectValue;
        var method = created?.Type is { } name && name.EndsWith(suffix, System.StringComparison.Ordinal)
            ? name.Substring(0, name.Length - suffix.Length)
            : "Operations.Add";
        var pending = new PendingOperation(method, invocation, SiteOf(invocation));
        if (created is not null && BuilderMethods.Builder.ContainsKey(method) && method != "CreateTable")
        {
            foreach (var member in created.Members)
            {
                pending.Arguments[ParameterFor(member.Key)] = member.Value;
            }
        }
        else
        {
            pending.Unknown.Add(Unknown(invocation.ArgumentList.Arguments[0].Expression));
        }

        operations.Add(pending);
    }

    /// <summary>Properties of operations are called like the parameters, with few exceptions.</summary>
    private static string ParameterFor(string property) => property switch
    {
        "IsUnique" => "unique",
        "IsNullable" => "nullable",
        "ColumnType" => "type",
        "IsStored" => "stored",
        "IsDescending" => "descending",
        _ => LowerFirst(property),
    };
}
