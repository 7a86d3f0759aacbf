using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>The builder's extension methods of MigrationSafety.Runtime: what they write is judged as if it stood in the migration.</summary>
internal sealed partial class Interpreter
{
    private Value AddRuntimeOperation(
        string method, BuilderMethods.Overload[] parameters, InvocationExpressionSyntax invocation,
        MemberAccessExpressionSyntax access, Scope scope)
    {
        // Somebody may have a method of this name of their own.
        if (FindMethod(type, method, invocation, extension: true) is { } own)
        {
            return CallMethod(own, invocation, BuilderValue.Instance, scope);
        }

        NeedsNames = true;
        if (names?.Find(access)?.Declaration is MethodDeclarationSyntax)
        {
            return CallMethod(null, invocation, BuilderValue.Instance, scope);
        }

        var call = ReadCall(method, parameters, invocation, access.Name, scope);
        if (RuntimeOperations.Of(call.ToOperation()) is not { } commands)
        {
            call.Unknown.Add(Unknown(invocation.Expression));
            operations.Add(call);
            return new OperationValue(call);
        }

        var last = call;
        foreach (var command in commands)
        {
            last = new PendingOperation(command.Operation?.Method ?? "Sql", invocation, SiteOf(invocation));
            if (command.Operation is { } operation)
            {
                foreach (var argument in call.Arguments)
                {
                    last.Arguments[argument.Key] = argument.Value;
                }

                foreach (var annotation in operation.Annotations)
                {
                    last.Annotations[annotation.Key] = annotation.Value;
                }
            }
            else
            {
                last.Arguments["sql"] = new TextValue(command.Sql!, new WholeMap(Place.Of(access.Name)));
                last.Arguments["suppressTransaction"] = ConstantValue.Of(command.SuppressTransaction);
            }

            operations.Add(last);
        }

        return new OperationValue(last);
    }
}
