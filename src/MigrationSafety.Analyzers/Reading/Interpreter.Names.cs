using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Names: local variables, members of the migration's own type, then the rest of the compilation.</summary>
internal sealed partial class Interpreter
{
    /// <summary>What Npgsql's provider calls itself (MigrationBuilder.ActiveProvider).</summary>
    private const string NpgsqlProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    private Value Name(IdentifierNameSyntax name, Scope scope)
    {
        var text = name.Identifier.ValueText;
        return scope.Find(text)
            ?? MemberOf(type, text, name)
            ?? (text == "ActiveProvider" ? TextAt(NpgsqlProvider, name) : null)
            ?? Elsewhere(name)
            ?? Unknown(name);
    }

    private Value Member(MemberAccessExpressionSyntax access, Scope scope)
    {
        var name = access.Name.Identifier.ValueText;
        if (access.Expression is ThisExpressionSyntax or BaseExpressionSyntax)
        {
            return MemberOf(type, name, access)
                ?? (name == "ActiveProvider" ? TextAt(NpgsqlProvider, access) : null)
                ?? Elsewhere(access)
                ?? Unknown(access);
        }

        if (ReceiverValue(access.Expression, scope) is { } receiver)
        {
            return MemberOfValue(receiver, name, access);
        }

        var typeName = SimpleName(access.Expression);
        if (typeName is null)
        {
            return access.Expression is PredefinedTypeSyntax predefined ? StaticMember(predefined.Keyword.ValueText, name, access) : Unknown(access);
        }

        return (DeclaredType(access.Expression) is { } declared ? MemberOf(declared, name, access) : null)
            ?? KnownStatic(typeName, name, access)
            ?? Elsewhere(access)
            ?? Unknown(access);
    }

    /// <summary>The value left of a dot; null where that is a type or namespace.</summary>
    private Value? ReceiverValue(ExpressionSyntax expression, Scope scope)
    {
        if (expression is PredefinedTypeSyntax or QualifiedNameSyntax or AliasQualifiedNameSyntax or GenericNameSyntax)
        {
            return null;
        }

        if (expression is IdentifierNameSyntax name)
        {
            var text = name.Identifier.ValueText;
            return scope.Find(text) ?? (text == "ActiveProvider" ? TextAt(NpgsqlProvider, name) : MemberOf(type, text, name));
        }

        if (expression is MemberAccessExpressionSyntax access && access.Expression is not (ThisExpressionSyntax or BaseExpressionSyntax))
        {
            // A.B.C: a value only if its leftmost name is one, or if B is a member of a type A.
            if (ReceiverValue(access.Expression, scope) is { } inner)
            {
                return MemberOfValue(inner, access.Name.Identifier.ValueText, access);
            }

            return DeclaredType(access.Expression) is { } declared
                ? MemberOf(declared, access.Name.Identifier.ValueText, access)
                : null;
        }

        return Evaluate(expression, scope);
    }

    private static Value MemberOfValue(Value receiver, string name, SyntaxNode node)
    {
        switch (receiver)
        {
            case BuilderValue when name == "ActiveProvider":
                return TextAt(NpgsqlProvider, node);
            case BuilderValue when name == "Operations":
                return OperationsValue.Instance;
            case ArrayValue array when name is "Length" or "Count":
                return new ConstantValue(array.Items.Length);
            case TextValue text when name == "Length":
                return new ConstantValue(text.Text.Length);
            case ObjectValue value when value.Find(name) is { } member:
                return member;
            case OperationValue operation when operation.Operation.Arguments.TryGetValue(LowerFirst(name), out var argument):
                return argument;
            case ColumnSelectorValue selector:
                return ColumnNamed(selector, name, node);
            default:
                return Unknown(node);
        }
    }

    private static TextValue ColumnNamed(ColumnSelectorValue selector, string member, SyntaxNode node) =>
        TextAt(
            selector.Table.ColumnsByMember.TryGetValue(member, out var column) && column.ColumnName is { } name ? name : member,
            node);

    private static Value StaticMember(string typeName, string name, SyntaxNode node) =>
        KnownStatic(typeName, name, node) ?? new RawValue(node.ToString());

    /// <summary>Values of the libraries that migrations use.</summary>
    private static Value? KnownStatic(string typeName, string name, SyntaxNode node) => (typeName, name) switch
    {
        ("string" or "String", "Empty") => TextAt("", node),
        ("Environment", "NewLine") => TextAt("\n", node),
        ("int" or "Int32", "MaxValue") => new ConstantValue(int.MaxValue),
        ("int" or "Int32", "MinValue") => new ConstantValue(int.MinValue),
        ("long" or "Int64", "MaxValue") => new ConstantValue(long.MaxValue),
        ("long" or "Int64", "MinValue") => new ConstantValue(long.MinValue),
        ("Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "DateTimeKind"
            or "ReferentialAction" or "NpgsqlValueGenerationStrategy" or "NullSortOrder" or "SortOrder", _)
            when name is not ("Now" or "UtcNow" or "Today" or "NewGuid") => new RawValue(node.ToString()),
        _ => null,
    };

    /// <summary>A type of the same file by its name, or by the names of the types around it and its own.</summary>
    private TypeDeclarationSyntax? DeclaredType(ExpressionSyntax name)
    {
        if (name is MemberAccessExpressionSyntax access && DeclaredType(access.Expression) is { } outer)
        {
            foreach (var child in outer.Members)
            {
                if (child is TypeDeclarationSyntax nested && nested.Identifier.ValueText == access.Name.Identifier.ValueText)
                {
                    return nested;
                }
            }
        }

        return SimpleName(name) is { } simple ? DeclaredType(simple) : null;
    }

    /// <summary>The migration itself, a type around it, one nested in these, or one beside them.</summary>
    private TypeDeclarationSyntax? DeclaredType(string name)
    {
        for (SyntaxNode? node = type; node is not null; node = node.Parent)
        {
            if (node is TypeDeclarationSyntax around && around.Identifier.ValueText == name)
            {
                return around;
            }

            foreach (var child in Members(node))
            {
                if (child is TypeDeclarationSyntax nested && nested.Identifier.ValueText == name)
                {
                    return nested;
                }
            }
        }

        return null;
    }

    private static SyntaxList<MemberDeclarationSyntax> Members(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax declaration => declaration.Members,
        BaseNamespaceDeclarationSyntax space => space.Members,
        CompilationUnitSyntax unit => unit.Members,
        _ => default,
    };

    /// <summary>Parts of a type in its file, and the types around it.</summary>
    private static IEnumerable<TypeDeclarationSyntax> Parts(TypeDeclarationSyntax declaration)
    {
        for (SyntaxNode? node = declaration; node is not null; node = node.Parent)
        {
            if (node is not TypeDeclarationSyntax around)
            {
                continue;
            }

            yield return around;
            if (around.Parent is null || !around.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                continue;
            }

            foreach (var sibling in Members(around.Parent))
            {
                if (sibling != around && sibling is TypeDeclarationSyntax other && other.Identifier.ValueText == around.Identifier.ValueText)
                {
                    yield return other;
                }
            }
        }
    }

    private Value? MemberOf(TypeDeclarationSyntax declaration, string name, SyntaxNode reference)
    {
        foreach (var part in Parts(declaration))
        {
            foreach (var member in part.Members)
            {
                switch (member)
                {
                    case FieldDeclarationSyntax field:
                        foreach (var variable in field.Declaration.Variables)
                        {
                            if (variable.Identifier.ValueText == name)
                            {
                                return Initializer(variable, reference);
                            }
                        }

                        break;
                    case PropertyDeclarationSyntax property when property.Identifier.ValueText == name:
                        return Initializer(property, reference);
                    case EnumDeclarationSyntax choice when choice.Identifier.ValueText == name:
                        return null;
                }
            }
        }

        return null;
    }

    /// <summary>The value a field or property always has: const, readonly, or a getter without state.</summary>
    private Value Initializer(SyntaxNode member, SyntaxNode reference)
    {
        var (expression, body) = member switch
        {
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } variable
                when field.Modifiers.Any(SyntaxKind.ConstKeyword) || field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
                => (variable.Initializer?.Value, null),
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => (arrow.Expression, null),
            PropertyDeclarationSyntax { Initializer: { } initializer } property
                when !HasSetter(property) => (initializer.Value, null),
            PropertyDeclarationSyntax { AccessorList: { } accessors } => Getter(accessors),
            _ => default((ExpressionSyntax?, BlockSyntax?)),
        };
        if (expression is null && body is null || !running.Add(member))
        {
            return Unknown(reference);
        }

        var outer = type;
        type = member.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? type;
        try
        {
            if (expression is not null)
            {
                return Evaluate(expression, new Scope(null));
            }

            var frame = new Frame();
            Execute(body!, new Scope(null), frame);
            return frame.Result(reference);
        }
        finally
        {
            type = outer;
            running.Remove(member);
        }
    }

    private static bool HasSetter(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) == true;

    private static (ExpressionSyntax?, BlockSyntax?) Getter(AccessorListSyntax accessors)
    {
        foreach (var accessor in accessors.Accessors)
        {
            if (accessor.IsKind(SyntaxKind.GetAccessorDeclaration))
            {
                return (accessor.ExpressionBody?.Expression, accessor.Body);
            }
        }

        return default;
    }

    /// <summary>Asks the compilation.</summary>
    private Value? Elsewhere(SyntaxNode reference)
    {
        NeedsNames = true;
        if (names?.Find(reference) is not { } target)
        {
            return null;
        }

        if (target.Declaration is VariableDeclaratorSyntax or PropertyDeclarationSyntax)
        {
            var value = Initializer(target.Declaration, reference);
            if (value is not UnknownValue)
            {
                return value;
            }
        }

        return target.HasConstant
            ? target.Constant is string text ? TextAt(text, reference) : new ConstantValue(target.Constant)
            : target.IsRaw ? new RawValue(reference.ToString())
            : null;
    }
}
