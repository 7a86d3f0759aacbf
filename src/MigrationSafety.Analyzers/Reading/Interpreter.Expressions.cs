using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>Expressions other than names and calls.</summary>
internal sealed partial class Interpreter
{
    private Value Evaluate(ExpressionSyntax expression, Scope scope)
    {
        if (Exhausted() || depth >= MostDepth * 10)
        {
            return Unknown(expression);
        }

        depth++;
        try
        {
            return EvaluateCore(expression, scope);
        }
        finally
        {
            depth--;
        }
    }

    private Value EvaluateCore(ExpressionSyntax expression, Scope scope)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal:
                return Literal(literal);
            case InterpolatedStringExpressionSyntax interpolated:
                return Interpolate(interpolated, scope);
            case InvocationExpressionSyntax invocation:
                return Invoke(invocation, scope);
            case IdentifierNameSyntax name:
                return Name(name, scope);
            case MemberAccessExpressionSyntax access:
                return Member(access, scope);
            case BinaryExpressionSyntax binary:
                return Binary(binary, scope);
            case ParenthesizedExpressionSyntax parenthesized:
                return Evaluate(parenthesized.Expression, scope);
            case CastExpressionSyntax cast:
                return Evaluate(cast.Expression, scope);
            case CheckedExpressionSyntax checkedExpression:
                return Evaluate(checkedExpression.Expression, scope);
            case AwaitExpressionSyntax awaited:
                return Evaluate(awaited.Expression, scope);
            case PrefixUnaryExpressionSyntax prefix:
                return Prefix(prefix, scope);
            case PostfixUnaryExpressionSyntax postfix:
                return Postfix(postfix, scope);
            case ConditionalExpressionSyntax conditional:
                return Conditional(conditional, scope);
            case SwitchExpressionSyntax choice:
                return Switch(choice, scope);
            case IsPatternExpressionSyntax pattern:
                return OfTruth(Matches(Evaluate(pattern.Expression, scope), pattern.Pattern, scope), expression);
            case AssignmentExpressionSyntax assignment:
                return Assign(assignment, scope);
            case AnonymousFunctionExpressionSyntax lambda:
                return new FunctionValue(lambda, scope);
            case AnonymousObjectCreationExpressionSyntax anonymous:
                return Anonymous(anonymous, scope);
            case TupleExpressionSyntax tuple:
                return Tuple(tuple, scope);
            case ArrayCreationExpressionSyntax array:
                return array.Initializer is null ? Unknown(array) : Array(array.Initializer.Expressions, scope);
            case ImplicitArrayCreationExpressionSyntax array:
                return Array(array.Initializer.Expressions, scope);
            case InitializerExpressionSyntax initializer:
                return Array(initializer.Expressions, scope);
            case CollectionExpressionSyntax collection:
                return Collection(collection, scope);
            case BaseObjectCreationExpressionSyntax creation:
                return Create(creation, scope);
            case ElementAccessExpressionSyntax element:
                return Element(element, scope);
            case ConditionalAccessExpressionSyntax:
                return Unknown(expression);
            case DefaultExpressionSyntax or TypeOfExpressionSyntax:
                return new RawValue(expression.ToString());
            default:
                return Unknown(expression);
        }
    }

    private static Value Literal(LiteralExpressionSyntax literal) => literal.Token.Kind() switch
    {
        SyntaxKind.NullKeyword or SyntaxKind.DefaultKeyword => ConstantValue.Null,
        SyntaxKind.TrueKeyword => ConstantValue.True,
        SyntaxKind.FalseKeyword => ConstantValue.False,
        SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            => new TextValue(literal.Token.ValueText, LiteralText.Map(literal.Token)),
        SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            => Unknown(literal),
        _ => new ConstantValue(literal.Token.Value),
    };

    private Value Interpolate(InterpolatedStringExpressionSyntax interpolated, Scope scope)
    {
        var text = new TextComposer(Place.Of(interpolated), interpolated);
        foreach (var content in interpolated.Contents)
        {
            switch (content)
            {
                case InterpolatedStringTextSyntax literal:
                    var (value, map) = LiteralText.ReadInterpolated(
                        literal.TextToken, interpolated.StringStartToken, interpolated.StringEndToken);
                    text.Append(value, map, Place.Of(literal));
                    break;
                case InterpolationSyntax { FormatClause: null, AlignmentClause: null } hole:
                    text.Append(Evaluate(hole.Expression, scope), hole.Expression);
                    break;
                case InterpolationSyntax hole:
                    text.Append(Unknown(hole.Expression), hole.Expression);
                    break;
            }
        }

        return text.ToValue();
    }

    private Value Binary(BinaryExpressionSyntax binary, Scope scope)
    {
        if (binary.IsKind(SyntaxKind.AddExpression))
        {
            return Add(binary, scope);
        }

        var left = Evaluate(binary.Left, scope);
        switch (binary.Kind())
        {
            case SyntaxKind.LogicalAndExpression:
                return Truth(left) == false ? left : Both(left, Evaluate(binary.Right, scope), binary);
            case SyntaxKind.LogicalOrExpression:
                return Truth(left) == true ? left : Either(left, Evaluate(binary.Right, scope), binary);
            case SyntaxKind.CoalesceExpression:
                return left is ConstantValue { Value: null } ? Evaluate(binary.Right, scope) : left;
            case SyntaxKind.EqualsExpression:
                return OfTruth(ValueComparison.AreEqual(left, Evaluate(binary.Right, scope)), binary);
            case SyntaxKind.NotEqualsExpression:
                return OfTruth(!ValueComparison.AreEqual(left, Evaluate(binary.Right, scope)), binary);
            case SyntaxKind.AsExpression:
                return left;
            case SyntaxKind.IsExpression:
                return Unknown(binary);
        }

        var right = Evaluate(binary.Right, scope);
        return left is RawValue && right is RawValue ? new RawValue(binary.ToString())
            : left is ConstantValue a && right is ConstantValue b
              && ConstantArithmetic.Compute(binary.Kind(), a.Value, b.Value) is { } result ? new ConstantValue(result)
            : Unknown(binary);
    }

    /// <summary>A chain of +, without recursion: generated SQL is sometimes a thousand lines of it.</summary>
    private Value Add(BinaryExpressionSyntax binary, Scope scope)
    {
        var operands = new Stack<ExpressionSyntax>();
        ExpressionSyntax current = binary;
        while (current is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
        {
            operands.Push(sum.Right);
            current = sum.Left;
        }

        var value = Evaluate(current, scope);
        if (value is TextValue or UnknownValue || operands.Peek() is { } second && IsTextual(second))
        {
            var text = new TextComposer(Place.Of(binary), binary);
            text.Append(value, current);
            var isText = value is TextValue;
            while (operands.Count > 0)
            {
                var operand = operands.Pop();
                var next = Evaluate(operand, scope);
                isText |= next is TextValue;
                text.Append(next, operand);
            }

            return isText ? text.ToValue() : Unknown(binary);
        }

        while (operands.Count > 0)
        {
            var operand = operands.Pop();
            var next = Evaluate(operand, scope);
            if (value is ConstantValue a && next is ConstantValue b
                && ConstantArithmetic.Compute(SyntaxKind.AddExpression, a.Value, b.Value) is { } sum)
            {
                value = new ConstantValue(sum);
            }
            else if (value is TextValue || next is TextValue)
            {
                var text = new TextComposer(Place.Of(binary), binary);
                text.Append(value, current);
                text.Append(next, operand);
                value = text.ToValue();
            }
            else
            {
                return Unknown(binary);
            }
        }

        return value;
    }

    private static bool IsTextual(ExpressionSyntax expression) =>
        expression is InterpolatedStringExpressionSyntax || expression.IsKind(SyntaxKind.StringLiteralExpression);

    private static Value Both(Value left, Value right, SyntaxNode node) =>
        Truth(right) == false ? right : OfTruth(Truth(left) == true ? Truth(right) : null, node);

    private static Value Either(Value left, Value right, SyntaxNode node) =>
        Truth(right) == true ? right : OfTruth(Truth(left) == false ? Truth(right) : null, node);

    private static Value OfTruth(bool? truth, SyntaxNode node) =>
        truth is { } known ? ConstantValue.Of(known) : Unknown(node);

    private Value Prefix(PrefixUnaryExpressionSyntax prefix, Scope scope)
    {
        if (prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression)
        {
            return Step(prefix.Operand, prefix.IsKind(SyntaxKind.PreIncrementExpression), prefix, scope);
        }

        var operand = Evaluate(prefix.Operand, scope);
        return prefix.Kind() switch
        {
            SyntaxKind.LogicalNotExpression => OfTruth(!Truth(operand), prefix),
            SyntaxKind.UnaryMinusExpression when operand is ConstantValue constant
                && ConstantArithmetic.Negate(constant.Value) is { } negative => new ConstantValue(negative),
            SyntaxKind.UnaryPlusExpression => operand,
            _ => operand is ConstantValue or RawValue ? new RawValue(prefix.ToString()) : Unknown(prefix),
        };
    }

    private Value Postfix(PostfixUnaryExpressionSyntax postfix, Scope scope)
    {
        var value = Evaluate(postfix.Operand, scope);
        if (!postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            Step(postfix.Operand, postfix.IsKind(SyntaxKind.PostIncrementExpression), postfix, scope);
        }

        return value;
    }

    private Value Step(ExpressionSyntax operand, bool up, SyntaxNode node, Scope scope)
    {
        var next = Evaluate(operand, scope) is ConstantValue { Value: int number } && number is > int.MinValue and < int.MaxValue
            ? new ConstantValue(up ? number + 1 : number - 1)
            : (Value)Unknown(node);
        if (operand is IdentifierNameSyntax name)
        {
            scope.Assign(name.Identifier.ValueText, next);
        }

        return next;
    }

    private Value Conditional(ConditionalExpressionSyntax conditional, Scope scope)
    {
        switch (Truth(Evaluate(conditional.Condition, scope)))
        {
            case true:
                return Evaluate(conditional.WhenTrue, scope);
            case false:
                return Evaluate(conditional.WhenFalse, scope);
        }

        var one = Evaluate(conditional.WhenTrue, scope);
        var other = Evaluate(conditional.WhenFalse, scope);
        return ValueComparison.Same(one, other) ? one : Unknown(conditional);
    }

    private Value Switch(SwitchExpressionSyntax choice, Scope scope)
    {
        var governing = Evaluate(choice.GoverningExpression, scope);
        foreach (var arm in choice.Arms)
        {
            var matches = Matches(governing, arm.Pattern, scope);
            if (matches == true && arm.WhenClause is not null)
            {
                matches = Truth(Evaluate(arm.WhenClause.Condition, scope));
            }

            if (matches is null)
            {
                break;
            }

            if (matches == true)
            {
                return Evaluate(arm.Expression, scope);
            }
        }

        return Unknown(choice);
    }

    private bool? Matches(Value value, PatternSyntax pattern, Scope scope)
    {
        switch (pattern)
        {
            case DiscardPatternSyntax:
                return true;
            case VarPatternSyntax { Designation: SingleVariableDesignationSyntax name }:
                scope.Declare(name.Identifier.ValueText, value);
                return true;
            case ConstantPatternSyntax constant:
                return ValueComparison.AreEqual(value, Evaluate(constant.Expression, scope));
            case ParenthesizedPatternSyntax parenthesized:
                return Matches(value, parenthesized.Pattern, scope);
            case UnaryPatternSyntax negated:
                return !Matches(value, negated.Pattern, scope);
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either:
                var left = Matches(value, either.Left, scope);
                return left == true ? true : Or(left, Matches(value, either.Right, scope));
            case BinaryPatternSyntax both:
                var first = Matches(value, both.Left, scope);
                return first == false ? false : And(first, Matches(value, both.Right, scope));
            default:
                return null;
        }
    }

    private static bool? Or(bool? left, bool? right) => left == true || right == true ? true : left is null || right is null ? null : false;

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;
}
