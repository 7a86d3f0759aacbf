using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Arrays, anonymous objects, tuples, object creation and assignment.</summary>
internal sealed partial class Interpreter
{
    private ArrayValue Array(SeparatedSyntaxList<ExpressionSyntax> items, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<Value>(items.Count);
        foreach (var item in items)
        {
            // new Dictionary { ["a"] = b } and { { "a", "b" } }: pairs.
            values.Add(item is AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax key } pair && key.ArgumentList.Arguments.Count > 0
                ? Pair(Evaluate(key.ArgumentList.Arguments[0].Expression, scope), Evaluate(pair.Right, scope))
                : item is InitializerExpressionSyntax { Expressions.Count: 2 } entry && item.IsKind(SyntaxKind.ComplexElementInitializerExpression)
                ? Pair(Evaluate(entry.Expressions[0], scope), Evaluate(entry.Expressions[1], scope))
                : Evaluate(item, scope));
        }

        return new ArrayValue(values.MoveToImmutable());
    }

    private static ObjectValue Pair(Value key, Value value) =>
        new(null, ImmutableArray.Create(new KeyValuePair<string, Value>("Key", key), new KeyValuePair<string, Value>("Value", value)));

    private Value Collection(CollectionExpressionSyntax collection, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<Value>(collection.Elements.Count);
        foreach (var element in collection.Elements)
        {
            if (element is ExpressionElementSyntax single)
            {
                values.Add(Evaluate(single.Expression, scope));
            }
            else if (element is SpreadElementSyntax spread && Evaluate(spread.Expression, scope) is ArrayValue array)
            {
                values.AddRange(array.Items);
            }
            else
            {
                return Unknown(element);
            }
        }

        return new ArrayValue(values.ToImmutable());
    }

    private ObjectValue Anonymous(AnonymousObjectCreationExpressionSyntax anonymous, Scope scope)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(anonymous.Initializers.Count);
        foreach (var initializer in anonymous.Initializers)
        {
            var name = initializer.NameEquals?.Name.Identifier.ValueText ?? SimpleName(initializer.Expression) ?? "";
            members.Add(new(name, Evaluate(initializer.Expression, scope)));
        }

        return new ObjectValue(null, members.MoveToImmutable());
    }

    private ObjectValue Tuple(TupleExpressionSyntax tuple, Scope scope)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(tuple.Arguments.Count * 2);
        for (var i = 0; i < tuple.Arguments.Count; i++)
        {
            members.Add(new("Item" + (i + 1), Evaluate(tuple.Arguments[i].Expression, scope)));
        }

        for (var i = 0; i < tuple.Arguments.Count; i++)
        {
            var name = tuple.Arguments[i].NameColon?.Name.Identifier.ValueText ?? SimpleName(tuple.Arguments[i].Expression);
            if (name is not null)
            {
                members.Add(new(name, members[i].Value));
            }
        }

        return new ObjectValue("tuple", members.ToImmutable());
    }

    private Value Create(BaseObjectCreationExpressionSyntax creation, Scope scope)
    {
        var name = creation switch
        {
            ObjectCreationExpressionSyntax named => SimpleName(named.Type),
            { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } } =>
                SimpleName(declaration.Type),
            _ => null,
        };
        var arguments = creation.ArgumentList?.Arguments ?? default;
        if (name is "StreamReader" && arguments.Count > 0)
        {
            return Evaluate(arguments[0].Expression, scope);
        }

        if (name is "StringBuilder")
        {
            var builder = new TextBuilderValue();
            if (arguments.Count > 0 && Evaluate(arguments[0].Expression, scope) is TextValue initial)
            {
                builder.Content = initial;
            }

            return builder;
        }

        if (creation.Initializer is { } initializer)
        {
            return initializer.IsKind(SyntaxKind.CollectionInitializerExpression)
                || initializer.Expressions.Count > 0 && initializer.Expressions[0] is AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax }
                ? Array(initializer.Expressions, scope)
                : Initialized(name, initializer, scope);
        }

        if (name is "List" or "HashSet" or "Dictionary" or "SortedDictionary")
        {
            return arguments.Count == 1 && Evaluate(arguments[0].Expression, scope) is ArrayValue source
                ? new ArrayValue(source.Items)
                : new ArrayValue(ImmutableArray<Value>.Empty);
        }

        return name is null && arguments.Count == 0 ? Unknown(creation) : ConstantShape(creation, arguments, scope);
    }

    /// <summary>new DateTime(2024, 1, 1) is a constant to PostgreSQL; new Thing(x) is whatever Thing makes of it.</summary>
    private Value ConstantShape(SyntaxNode creation, SeparatedSyntaxList<ArgumentSyntax> arguments, Scope scope)
    {
        foreach (var argument in arguments)
        {
            if (Evaluate(argument.Expression, scope) is UnknownValue)
            {
                return Unknown(creation);
            }
        }

        return new RawValue(ValueConversion.Short(creation));
    }

    private ObjectValue Initialized(string? name, InitializerExpressionSyntax initializer, Scope scope)
    {
        var members = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(initializer.Expressions.Count);
        foreach (var item in initializer.Expressions)
        {
            if (item is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member } assignment)
            {
                members.Add(new(member.Identifier.ValueText, Evaluate(assignment.Right, scope)));
            }
        }

        return new ObjectValue(name, members.ToImmutable());
    }

    private Value Element(ElementAccessExpressionSyntax element, Scope scope)
    {
        var receiver = Evaluate(element.Expression, scope);
        if (receiver is not ArrayValue array || element.ArgumentList.Arguments.Count != 1)
        {
            return Unknown(element);
        }

        var index = Evaluate(element.ArgumentList.Arguments[0].Expression, scope);
        if (index is ConstantValue { Value: int position } && position >= 0 && position < array.Items.Length)
        {
            return array.Items[position];
        }

        foreach (var item in array.Items)
        {
            if (item is ObjectValue pair && pair.Find("Key") is { } key && ValueComparison.AreEqual(key, index) == true)
            {
                return pair.Find("Value") ?? Unknown(element);
            }
        }

        return Unknown(element);
    }

    private Value Assign(AssignmentExpressionSyntax assignment, Scope scope)
    {
        if (assignment.Left is TupleExpressionSyntax or DeclarationExpressionSyntax)
        {
            var tuple = Evaluate(assignment.Right, scope);
            if (assignment.Left is DeclarationExpressionSyntax declaration)
            {
                Deconstruct(declaration.Designation, tuple, scope);
            }
            else
            {
                DeconstructInto((TupleExpressionSyntax)assignment.Left, tuple, scope);
            }

            return tuple;
        }

        var value = Evaluate(assignment.Right, scope);
        if (assignment.IsKind(SyntaxKind.AddAssignmentExpression))
        {
            value = Sum(Evaluate(assignment.Left, scope), value, assignment);
        }
        else if (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            value = Evaluate(assignment.Left, scope) is ConstantValue { Value: null } ? value : Evaluate(assignment.Left, scope);
        }
        else if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            value = Unknown(assignment);
        }

        switch (assignment.Left)
        {
            case IdentifierNameSyntax name:
                scope.Assign(name.Identifier.ValueText, value);
                break;
            case MemberAccessExpressionSyntax access when Evaluate(access.Expression, scope) is OperationValue operation:
                operation.Operation.Arguments[LowerFirst(access.Name.Identifier.ValueText)] = value;
                break;
        }

        return value;
    }

    private static Value Sum(Value left, Value right, AssignmentExpressionSyntax assignment)
    {
        if (left is ConstantValue a && right is ConstantValue b
            && ConstantArithmetic.Compute(SyntaxKind.AddExpression, a.Value, b.Value) is { } sum)
        {
            return new ConstantValue(sum);
        }

        if (left is not TextValue && right is not TextValue)
        {
            return Unknown(assignment);
        }

        var text = new TextComposer(Text.Place.Of(assignment), assignment);
        text.Append(left, assignment.Left);
        text.Append(right, assignment.Right);
        return text.ToValue();
    }

    private void Deconstruct(SyntaxNode target, Value value, Scope scope)
    {
        switch (target)
        {
            case DeclarationExpressionSyntax declaration:
                Deconstruct(declaration.Designation, value, scope);
                break;
            case SingleVariableDesignationSyntax single:
                scope.Declare(single.Identifier.ValueText, value);
                break;
            case ParenthesizedVariableDesignationSyntax several:
                for (var i = 0; i < several.Variables.Count; i++)
                {
                    Deconstruct(several.Variables[i], ItemAt(value, i, several), scope);
                }

                break;
            case TupleExpressionSyntax tuple:
                DeconstructInto(tuple, value, scope);
                break;
        }
    }

    private void DeconstructInto(TupleExpressionSyntax tuple, Value value, Scope scope)
    {
        for (var i = 0; i < tuple.Arguments.Count; i++)
        {
            var item = ItemAt(value, i, tuple);
            if (tuple.Arguments[i].Expression is IdentifierNameSyntax name)
            {
                scope.Assign(name.Identifier.ValueText, item);
            }
            else
            {
                Deconstruct(tuple.Arguments[i].Expression, item, scope);
            }
        }
    }

    private static Value ItemAt(Value value, int index, SyntaxNode node) =>
        value is ObjectValue tuple && index < tuple.Members.Length ? tuple.Members[index].Value
        : value is UnknownValue ? value
        : Unknown(node);

    private static string? SimpleName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => SimpleName(nullable.ElementType),
        _ => null,
    };

    private static string LowerFirst(string name) =>
        name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
