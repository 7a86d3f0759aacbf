using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>The few library functions that migrations build their SQL with.</summary>
internal sealed partial class Interpreter
{
    /// <summary>A static call; null where the function is not known.</summary>
    private Value? InvokeLibrary(string typeName, string method, InvocationExpressionSyntax call, Scope scope)
    {
        switch (typeName, method)
        {
            case ("string" or "String", "Concat"):
                return Concat(Arguments(call, scope), call);
            case ("string" or "String", "Join"):
                return Join(Arguments(call, scope), call);
            case ("string" or "String", "Format"):
                return Format(Arguments(call, scope), call);
            case ("string" or "String", "IsNullOrEmpty" or "IsNullOrWhiteSpace"):
                var tested = Arguments(call, scope).FirstOrDefault();
                return tested is TextValue text ? ConstantValue.Of(text.Text.Trim().Length == 0)
                    : tested is ConstantValue { Value: null } ? ConstantValue.True
                    : Unknown(call);
            case ("ArgumentNullException", "ThrowIfNull"):
                // CA1062 asks for it: it takes the builder and does nothing with it.
                return Unknown(call);
            case ("Path", "Combine" or "Join"):
                return CombinePath(Arguments(call, scope), call);
            case ("Path", "GetFullPath"):
                return Arguments(call, scope).FirstOrDefault();
            case ("File", "ReadAllText" or "OpenText" or "OpenRead" or "ReadAllTextAsync"):
                return ReadFile(Arguments(call, scope).FirstOrDefault(), isResource: false, call);
            case ("Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeSpan", "Parse" or "ParseExact" or "FromDays" or "FromSeconds" or "SpecifyKind"):
                return ConstantShape(call, call.ArgumentList.Arguments, scope);
            case ("Enumerable", "Empty") or ("Array", "Empty"):
                return new ArrayValue(ImmutableArray<Value>.Empty);
            default:
                return null;
        }
    }

    /// <summary>A call on a value; null where the function is not known.</summary>
    private Value? InvokeOnValue(Value receiver, string method, InvocationExpressionSyntax call, Scope scope)
    {
        switch (receiver)
        {
            case TextValue text:
                return InvokeOnText(text, method, call, scope);
            case TextBuilderValue builder:
                return InvokeOnBuilder(builder, method, call, scope);
            case ArrayValue array:
                return InvokeOnArray(array, method, call, scope);
            case TextFileValue file:
                return method is "ReadToEnd" or "ReadToEndAsync" or "GetAwaiter" or "GetResult" ? file : Unknown(call);
            case RawValue when method == "ToString":
                return Unknown(call);
            case ConstantValue constant when method == "ToString":
                var composer = new TextComposer(Place.Of(call), call);
                composer.Append(constant, call);
                return composer.ToValue();
            case UnknownValue or RawValue when method is "GetManifestResourceStream":
                return ReadFile(Arguments(call, scope).LastOrDefault(), isResource: true, call);
            case UnknownValue { Tail.Length: > 0 } partly when method is "ToString" or "Trim" or "TrimEnd":
                return partly;
            default:
                return null;
        }
    }

    private ImmutableArray<Value> Arguments(InvocationExpressionSyntax call, Scope scope) =>
        call.ArgumentList.Arguments.Select(argument => Evaluate(argument.Expression, scope)).ToImmutableArray();

    private Value? InvokeOnText(TextValue text, string method, InvocationExpressionSyntax call, Scope scope)
    {
        var arguments = Arguments(call, scope);
        var first = (arguments.FirstOrDefault() as TextValue)?.Text
            ?? (arguments.FirstOrDefault() is ConstantValue { Value: char single } ? single.ToString() : null);
        switch (method)
        {
            case "Trim" or "TrimStart" or "TrimEnd" when arguments.IsEmpty:
                var start = method == "TrimEnd" ? 0 : text.Text.Length - text.Text.TrimStart().Length;
                var trimmed = method == "TrimEnd" ? text.Text.TrimEnd() : method == "TrimStart" ? text.Text.TrimStart() : text.Text.Trim();
                return new TextValue(trimmed, text.Map.Slice(start));
            case "ToString" or "Normalize" when arguments.IsEmpty:
                return text;
            case "ToLower" or "ToLowerInvariant":
                return new TextValue(text.Text.ToLowerInvariant(), text.Map);
            case "ToUpper" or "ToUpperInvariant":
                return new TextValue(text.Text.ToUpperInvariant(), text.Map);
            case "Contains" when first is not null:
                return ConstantValue.Of(text.Text.IndexOf(first, Comparison(call)) >= 0);
            case "StartsWith" when first is not null:
                return ConstantValue.Of(text.Text.StartsWith(first, Comparison(call)));
            case "EndsWith" when first is not null:
                return ConstantValue.Of(text.Text.EndsWith(first, Comparison(call)));
            case "Equals" when first is not null:
                return ConstantValue.Of(text.Text.Equals(first, Comparison(call)));
            case "Replace" when arguments.Length >= 2 && !string.IsNullOrEmpty(first):
                return Replace(text, first!, arguments[1], call);
            case "ReplaceLineEndings" when arguments.IsEmpty:
                return Replace(text, "\r\n", TextAt("\n", call), call);
            case "Split" when !string.IsNullOrEmpty(first) && arguments.Length <= 2:
                return Split(text, first!, call);
            default:
                return null;
        }
    }

    private static StringComparison Comparison(InvocationExpressionSyntax call) =>
        call.ArgumentList.ToString().IndexOf("IgnoreCase", StringComparison.Ordinal) >= 0
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    private static Value Replace(TextValue text, string search, Value replacement, SyntaxNode call)
    {
        var composer = new TextComposer(Place.Of(call), call);
        var from = 0;
        for (var at = text.Text.IndexOf(search, StringComparison.Ordinal); at >= 0; at = text.Text.IndexOf(search, from, StringComparison.Ordinal))
        {
            composer.Append(text.Text.Substring(from, at - from), text.Map.Slice(from), Place.Of(call));
            composer.Append(replacement, call);
            from = at + search.Length;
        }

        composer.Append(text.Text.Substring(from), text.Map.Slice(from), Place.Of(call));
        return composer.ToValue();
    }

    private static ArrayValue Split(TextValue text, string separator, InvocationExpressionSyntax call)
    {
        var keepEmpty = call.ArgumentList.ToString().IndexOf("RemoveEmptyEntries", StringComparison.Ordinal) < 0;
        var trim = call.ArgumentList.ToString().IndexOf("TrimEntries", StringComparison.Ordinal) >= 0;
        var items = ImmutableArray.CreateBuilder<Value>();
        for (int from = 0, next; from <= text.Text.Length; from = next + separator.Length)
        {
            next = text.Text.IndexOf(separator, from, StringComparison.Ordinal);
            next = next < 0 ? text.Text.Length : next;
            var piece = text.Text.Substring(from, next - from);
            var blank = trim ? piece.Length - piece.TrimStart().Length : 0;
            piece = trim ? piece.Trim() : piece;
            if (keepEmpty || piece.Length > 0)
            {
                items.Add(new TextValue(piece, text.Map.Slice(from + blank)));
            }
        }

        return new ArrayValue(items.ToImmutable());
    }

    private Value? InvokeOnBuilder(TextBuilderValue builder, string method, InvocationExpressionSyntax call, Scope scope)
    {
        if (method == "ToString")
        {
            return builder.Content;
        }

        if (method is not ("Append" or "AppendLine" or "AppendFormat"))
        {
            builder.Content = Unknown(call);
            return builder;
        }

        var composer = new TextComposer(Place.Of(call), call);
        composer.Append(builder.Content, call);
        var arguments = Arguments(call, scope);
        if (arguments.Length > 0)
        {
            composer.Append(
                method == "AppendFormat" ? Format(arguments, call) : arguments[0], call.ArgumentList.Arguments[0].Expression);
        }

        if (method == "AppendLine")
        {
            composer.Append(TextAt("\n", call), call);
        }

        builder.Content = composer.ToValue();
        return builder;
    }

    private Value? InvokeOnArray(ArrayValue array, string method, InvocationExpressionSyntax call, Scope scope)
    {
        switch (method)
        {
            case "ToArray" or "ToList" or "AsEnumerable" or "AsReadOnly" or "ToImmutableArray" or "ToImmutableList" or "Distinct" or "AsSpan":
                return array;
            case "Reverse":
                return new ArrayValue(array.Items.Reverse().ToImmutableArray());
            case "Concat" or "Union" when Arguments(call, scope).FirstOrDefault() is ArrayValue more:
                return new ArrayValue(array.Items.AddRange(more.Items));
            case "Append" when Arguments(call, scope).FirstOrDefault() is { } appended:
                return new ArrayValue(array.Items.Add(appended));
            case "Add" when Arguments(call, scope) is { Length: 1 or 2 } added:
                array.Items = array.Items.Add(added.Length == 1 ? added[0] : Pair(added[0], added[1]));
                return ConstantValue.Null;
            case "AddRange" when Arguments(call, scope).FirstOrDefault() is ArrayValue range:
                array.Items = array.Items.AddRange(range.Items);
                return ConstantValue.Null;
            case "Select" when Arguments(call, scope).FirstOrDefault() is FunctionValue selector:
                return new ArrayValue(array.Items.Select(item => Apply(selector, item)).ToImmutableArray());
            case "Where" when Arguments(call, scope).FirstOrDefault() is FunctionValue filter:
                return Filter(array, filter, call);
            case "ForEach" when Arguments(call, scope).FirstOrDefault() is FunctionValue action:
                foreach (var item in array.Items)
                {
                    Apply(action, item);
                }

                return ConstantValue.Null;
            case "Any" or "Count" when call.ArgumentList.Arguments.Count == 0:
                return method == "Any" ? ConstantValue.Of(array.Items.Length > 0) : new ConstantValue(array.Items.Length);
            case "First" or "Single" when call.ArgumentList.Arguments.Count == 0 && array.Items.Length > 0:
                return array.Items[0];
            default:
                return null;
        }
    }

    private Value Filter(ArrayValue array, FunctionValue filter, SyntaxNode call)
    {
        var kept = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in array.Items)
        {
            switch (Truth(Apply(filter, item)))
            {
                case true:
                    kept.Add(item);
                    break;
                case null:
                    return Unknown(call);
            }
        }

        return new ArrayValue(kept.ToImmutable());
    }

    private static Value Concat(ImmutableArray<Value> arguments, InvocationExpressionSyntax call)
    {
        var composer = new TextComposer(Place.Of(call), call);
        var pieces = arguments.Length == 1 && arguments[0] is ArrayValue array ? array.Items : arguments;
        for (var i = 0; i < pieces.Length; i++)
        {
            composer.Append(pieces[i], ArgumentAt(call, i));
        }

        return composer.ToValue();
    }

    private static Value Join(ImmutableArray<Value> arguments, InvocationExpressionSyntax call)
    {
        if (arguments.Length < 2 || arguments[0] is not (TextValue or ConstantValue))
        {
            return Unknown(call);
        }

        var single = arguments.Length == 2;
        if (single && arguments[1] is not (ArrayValue or TextValue))
        {
            return Unknown(call.ArgumentList.Arguments[1].Expression);
        }

        var items = single && arguments[1] is ArrayValue array ? array.Items : arguments.RemoveAt(0);
        var composer = new TextComposer(Place.Of(call), call);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                composer.Append(arguments[0], ArgumentAt(call, 0));
            }

            composer.Append(items[i], ArgumentAt(call, i + 1));
        }

        return composer.ToValue();
    }

    private static SyntaxNode ArgumentAt(InvocationExpressionSyntax call, int index) =>
        index < call.ArgumentList.Arguments.Count ? call.ArgumentList.Arguments[index].Expression
        : call.ArgumentList.Arguments.Count > 0 ? call.ArgumentList.Arguments[call.ArgumentList.Arguments.Count - 1].Expression
        : call;

    /// <summary>string.Format with plain {0} holes.</summary>
    private static Value Format(ImmutableArray<Value> arguments, InvocationExpressionSyntax call)
    {
        if (arguments.IsEmpty || arguments[0] is not TextValue format)
        {
            return Unknown(call);
        }

        var values = arguments.Length == 2 && arguments[1] is ArrayValue array ? array.Items : arguments.RemoveAt(0);
        var composer = new TextComposer(Place.Of(call), call);
        var text = format.Text;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                continue;
            }

            composer.Append(text.Substring(from, i - from), format.Map.Slice(from), Place.Of(call));
            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                composer.Append(text[i].ToString(), format.Map.Slice(i), Place.Of(call));
                i++;
            }
            else
            {
                var close = text.IndexOf('}', i);
                if (close < 0 || !int.TryParse(text.Substring(i + 1, close - i - 1), out var index) || index < 0 || index >= values.Length)
                {
                    return Unknown(call);
                }

                composer.Append(values[index], ArgumentAt(call, index + 1));
                i = close;
            }

            from = i + 1;
        }

        composer.Append(text.Substring(from), format.Map.Slice(from), Place.Of(call));
        return composer.ToValue();
    }

    private static Value CombinePath(ImmutableArray<Value> arguments, InvocationExpressionSyntax call)
    {
        var composer = new TextComposer(Place.Of(call), call);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
            {
                composer.Append(TextAt("/", call), call);
            }

            composer.Append(arguments[i], ArgumentAt(call, i));
        }

        return composer.ToValue();
    }

    private static Value ReadFile(Value? path, bool isResource, SyntaxNode call)
    {
        var name = path switch
        {
            TextValue text => text.Text,
            UnknownValue { Tail.Length: > 0 } partly => partly.Tail,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(name) ? Unknown(call) : new TextFileValue(new SqlFileReference(name!, isResource));
    }
}
