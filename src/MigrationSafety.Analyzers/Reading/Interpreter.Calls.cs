using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Calls: of the builder, of library functions on strings, and of the user's own helpers, which are run in place.</summary>
internal sealed partial class Interpreter
{
    private Value Invoke(InvocationExpressionSyntax invocation, Scope scope)
    {
        switch (invocation.Expression)
        {
            case IdentifierNameSyntax { Identifier.ValueText: "nameof" }:
                return NameOf(invocation);
            case SimpleNameSyntax name:
                return scope.Find(name.Identifier.ValueText) is FunctionValue function
                    ? Call(function, invocation, null, scope)
                    : CallMethod(FindMethod(type, name.Identifier.ValueText, invocation, extension: false), invocation, null, scope);
            case MemberAccessExpressionSyntax access:
                return InvokeMember(invocation, access, scope);
            case MemberBindingExpressionSyntax:
                return Unknown(invocation);
            default:
                return Evaluate(invocation.Expression, scope) is FunctionValue value
                    ? Call(value, invocation, null, scope)
                    : CallMethod(null, invocation, null, scope);
        }
    }

    private static Value NameOf(InvocationExpressionSyntax invocation)
    {
        var arguments = invocation.ArgumentList.Arguments;
        return arguments.Count == 1 && SimpleName(arguments[0].Expression) is { } name
            ? TextAt(name, invocation)
            : Unknown(invocation);
    }

    private Value InvokeMember(InvocationExpressionSyntax invocation, MemberAccessExpressionSyntax access, Scope scope)
    {
        var name = access.Name.Identifier.ValueText;
        if (access.Expression is ThisExpressionSyntax or BaseExpressionSyntax)
        {
            return CallMethod(
                access.Expression is BaseExpressionSyntax ? null : FindMethod(type, name, invocation, extension: false), invocation, null, scope);
        }

        if (ProviderAnswer(name) is { } answer)
        {
            return ConstantValue.Of(answer);
        }

        if (ReceiverValue(access.Expression, scope) is { } receiver)
        {
            return InvokeOn(receiver, name, invocation, access, scope);
        }

        var typeName = access.Expression is PredefinedTypeSyntax predefined
            ? predefined.Keyword.ValueText
            : SimpleName(access.Expression) ?? "";
        if (DeclaredType(access.Expression) is { } declared)
        {
            return CallMethod(FindMethod(declared, name, invocation, extension: false), invocation, null, scope);
        }

        return InvokeLibrary(typeName, name, invocation, scope) ?? CallMethod(null, invocation, null, scope);
    }

    private Value InvokeOn(Value receiver, string name, InvocationExpressionSyntax invocation, MemberAccessExpressionSyntax access, Scope scope)
    {
        switch (receiver)
        {
            case BuilderValue when BuilderMethods.Builder.TryGetValue(name, out var overloads):
                return AddOperation(name, overloads, invocation, access, scope);
            case BuilderValue when BuilderMethods.Runtime.TryGetValue(name, out var written):
                return AddRuntimeOperation(name, written, invocation, access, scope);
            case BuilderValue when name is "ToString" or "Equals" or "GetHashCode" or "GetType":
                return Unknown(invocation);
            case BuilderValue:
                return CallMethod(FindMethod(type, name, invocation, extension: true), invocation, receiver, scope);
            case OperationValue operation when name is "Annotation" or "OldAnnotation":
                Annotate(operation.Operation, name, invocation, scope);
                return operation;
            case OperationsValue when name == "Add" && invocation.ArgumentList.Arguments.Count == 1:
                AddOperationObject(Evaluate(invocation.ArgumentList.Arguments[0].Expression, scope), invocation);
                return ConstantValue.Null;
            case ColumnsBuilderValue when name == "Column":
                return new OperationValue(ReadCall("Column", BuilderMethods.Table["Column"], invocation, access.Name, scope));
            case TableBuilderValue table when name != "Column" && BuilderMethods.Table.TryGetValue(name, out var constraints):
                var constraint = ReadCall(name, constraints, invocation, access.Name, scope, table.Table);
                table.Table.Constraints.Add(constraint);
                return new OperationValue(constraint);
            case FunctionValue function when name == "Invoke":
                return Call(function, invocation, null, scope);
            default:
                return InvokeOnValue(receiver, name, invocation, scope)
                    ?? CallMethod(FindMethod(type, name, invocation, extension: true), invocation, receiver, scope);
        }
    }

    /// <summary>IsNpgsql() and its relatives, on the builder or on Database: this analysis is about PostgreSQL.</summary>
    private static bool? ProviderAnswer(string method) => method switch
    {
        "IsNpgsql" or "IsRelational" => true,
        "IsSqlServer" or "IsSqlite" or "IsMySql" or "IsMySQL" or "IsOracle" or "IsInMemory" or "IsCosmos" or "IsFirebird" => false,
        _ => null,
    };

    /// <summary>A method of a type of this file that a call may mean.</summary>
    private static MethodDeclarationSyntax? FindMethod(TypeDeclarationSyntax owner, string name, InvocationExpressionSyntax call, bool extension)
    {
        var given = call.ArgumentList.Arguments.Count + (extension ? 1 : 0);
        var candidates = extension
            ? Members(owner.SyntaxTree.GetRoot() is CompilationUnitSyntax unit ? unit : owner)
                .SelectMany(member => member is BaseNamespaceDeclarationSyntax space ? space.Members : [member])
                .OfType<TypeDeclarationSyntax>()
            : Parts(owner);
        foreach (var part in candidates)
        {
            foreach (var member in part.Members)
            {
                if (member is MethodDeclarationSyntax method
                    && method.Identifier.ValueText == name
                    && Accepts(method.ParameterList, given)
                    && extension == IsExtension(method))
                {
                    return method;
                }
            }
        }

        return null;
    }

    private static bool IsExtension(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Count > 0 && method.ParameterList.Parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);

    private static bool Accepts(ParameterListSyntax list, int given)
    {
        var required = 0;
        var open = false;
        foreach (var parameter in list.Parameters)
        {
            open |= parameter.Modifiers.Any(SyntaxKind.ParamsKeyword);
            required += parameter.Default is null && !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) ? 1 : 0;
        }

        return given >= required && (open || given <= list.Parameters.Count);
    }

    /// <summary>Runs a helper in place; <paramref name="receiver"/> is the <c>this</c> argument of an extension method.</summary>
    private Value CallMethod(MethodDeclarationSyntax? method, InvocationExpressionSyntax invocation, Value? receiver, Scope scope)
    {
        if (method is null)
        {
            NeedsNames = true;
            method = names?.Find(invocation.Expression)?.Declaration as MethodDeclarationSyntax;
        }

        if (method is null || method.Body is null && method.ExpressionBody is null)
        {
            return CallUnknown(invocation, receiver, scope);
        }

        var first = receiver is not null && IsExtension(method) ? receiver : null;
        return Run(method, method.ParameterList, method.Body, method.ExpressionBody, new Scope(null), invocation, first, scope);
    }

    private Value Call(FunctionValue function, InvocationExpressionSyntax invocation, Value? receiver, Scope scope)
    {
        var inner = new Scope(function.Scope);
        return function.Syntax switch
        {
            LocalFunctionStatementSyntax local =>
                Run(local, local.ParameterList, local.Body, local.ExpressionBody, inner, invocation, receiver, scope),
            AnonymousFunctionExpressionSyntax lambda => Run(lambda, inner, invocation, scope),
            _ => Unknown(invocation),
        };
    }

    private Value Run(AnonymousFunctionExpressionSyntax lambda, Scope inner, InvocationExpressionSyntax invocation, Scope scope)
    {
        var values = invocation.ArgumentList.Arguments.Select(argument => Evaluate(argument.Expression, scope)).ToArray();
        return Enter(lambda, invocation, () => Apply(new FunctionValue(lambda, inner), values));
    }

    /// <summary>A lambda on values: items of Select, the table of CreateTable.</summary>
    private Value Apply(FunctionValue function, params Value[] values)
    {
        var scope = new Scope(function.Scope);
        if (function.Syntax is LocalFunctionStatementSyntax local)
        {
            for (var i = 0; i < local.ParameterList.Parameters.Count && i < values.Length; i++)
            {
                scope.Declare(local.ParameterList.Parameters[i].Identifier.ValueText, values[i]);
            }

            return RunBody(local.Body, local.ExpressionBody, scope);
        }

        if (function.Syntax is not AnonymousFunctionExpressionSyntax lambda)
        {
            return Unknown(function.Syntax);
        }

        var parameters = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => ImmutableArray.Create(simple.Parameter),
            ParenthesizedLambdaExpressionSyntax several => several.ParameterList.Parameters.ToImmutableArray(),
            AnonymousMethodExpressionSyntax { ParameterList: { } list } => list.Parameters.ToImmutableArray(),
            _ => ImmutableArray<ParameterSyntax>.Empty,
        };
        for (var i = 0; i < parameters.Length && i < values.Length; i++)
        {
            scope.Declare(parameters[i].Identifier.ValueText, values[i]);
        }

        if (lambda.ExpressionBody is { } expression)
        {
            return Evaluate(expression, scope);
        }

        return lambda.Block is { } block ? RunBody(block, null, scope) : ConstantValue.Null;
    }

    private Value Run(
        SyntaxNode declaration, ParameterListSyntax parameters, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow,
        Scope inner, InvocationExpressionSyntax invocation, Value? receiver, Scope scope)
    {
        Bind(parameters, invocation.ArgumentList, receiver, inner, scope);
        return Enter(declaration, invocation, () => RunBody(body, arrow, inner));
    }

    private void Bind(ParameterListSyntax list, ArgumentListSyntax arguments, Value? receiver, Scope inner, Scope scope)
    {
        var parameters = list.Parameters;
        var position = 0;
        foreach (var parameter in parameters)
        {
            inner.Declare(
                parameter.Identifier.ValueText,
                parameter.Default is { } value ? Evaluate(value.Value, new Scope(null))
                    : parameter.Modifiers.Any(SyntaxKind.ParamsKeyword) ? new ArrayValue(ImmutableArray<Value>.Empty)
                    : Unknown(parameter));
        }

        if (receiver is not null && parameters.Count > 0)
        {
            inner.Declare(parameters[position++].Identifier.ValueText, receiver);
        }

        var rest = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments.Arguments)
        {
            var value = Evaluate(argument.Expression, scope);
            if (argument.NameColon is { } named)
            {
                inner.Declare(named.Name.Identifier.ValueText, value);
                position++;
            }
            else if (position < parameters.Count && parameters[position].Modifiers.Any(SyntaxKind.ParamsKeyword))
            {
                rest.Add(value);
                inner.Declare(
                    parameters[position].Identifier.ValueText,
                    rest.Count == 1 && value is ArrayValue ? value : new ArrayValue(rest.ToImmutable()));
            }
            else if (position < parameters.Count)
            {
                inner.Declare(parameters[position++].Identifier.ValueText, value);
            }
        }
    }

    /// <summary>Guards recursion, and remembers the place in Up from which another file's code is reached.</summary>
    private Value Enter(SyntaxNode declaration, SyntaxNode call, System.Func<Value> body)
    {
        if (running.Count >= MostDepth || !running.Add(declaration))
        {
            return Unknown(call);
        }

        var outerType = type;
        var outerSite = callSite;
        type = declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? type;
        if (call.SyntaxTree == home && (callSite is null || callSite.SyntaxTree == home && declaration.SyntaxTree != home))
        {
            callSite = call;
        }

        try
        {
            return body();
        }
        finally
        {
            running.Remove(declaration);
            type = outerType;
            callSite = outerSite;
        }
    }

    /// <summary>Code that cannot be seen: if it gets the builder, nobody knows what it adds.</summary>
    private Value CallUnknown(InvocationExpressionSyntax invocation, Value? receiver, Scope scope)
    {
        var takesBuilder = receiver is BuilderValue;
        foreach (var argument in invocation.ArgumentList.Arguments)
        {
            takesBuilder |= Evaluate(argument.Expression, scope) is BuilderValue;
        }

        if (takesBuilder && invocation.Expression is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax })
        {
            var method = SimpleName(invocation.Expression) ?? "a delegate";
            var pending = new PendingOperation(method, invocation, SiteOf(invocation));
            pending.Unknown.Add(Unknown(invocation.Expression));
            operations.Add(pending);
        }

        return Unknown(invocation);
    }

    private SyntaxNode SiteOf(SyntaxNode call) => call.SyntaxTree == home ? call : callSite ?? call;
}
