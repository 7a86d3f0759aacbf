using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>What an expression in a migration is worth at compile time.</summary>
internal abstract class Value;

/// <summary>A number, bool, char or null.</summary>
internal sealed class ConstantValue : Value
{
    public static readonly ConstantValue True = new(true);
    public static readonly ConstantValue False = new(false);
    public static readonly ConstantValue Null = new(null);

    public ConstantValue(object? value) => Value = value;

    public object? Value { get; }

    public static ConstantValue Of(bool value) => value ? True : False;
}

/// <summary>A string with the places of its characters.</summary>
internal sealed class TextValue : Value
{
    public TextValue(string text, TextMap map)
    {
        Text = text;
        Map = map;
    }

    public string Text { get; }

    public TextMap Map { get; }
}

/// <summary>An array, list or collection expression.</summary>
internal sealed class ArrayValue : Value
{
    public ArrayValue(ImmutableArray<Value> items) => Items = items;

    public ImmutableArray<Value> Items { get; set; }
}

/// <summary>A non-constant expression whose shape says that it is one to PostgreSQL: an enum member, new DateTime(...).</summary>
internal sealed class RawValue : Value
{
    public RawValue(string text) => Text = text;

    public string Text { get; }
}

/// <summary>A value that only running the code would tell.</summary>
internal sealed class UnknownValue : Value
{
    public UnknownValue(SyntaxNode node, string? tail = null)
    {
        Node = node;
        Tail = tail;
    }

    /// <summary>The part that is not known.</summary>
    public SyntaxNode Node { get; }

    /// <summary>The known end of a partly known string (a path whose directory is computed).</summary>
    public string? Tail { get; }
}

/// <summary>An anonymous object, a tuple, or an object with an initializer.</summary>
internal sealed class ObjectValue : Value
{
    public ObjectValue(string? type, ImmutableArray<KeyValuePair<string, Value>> members)
    {
        Type = type;
        Members = members;
    }

    public string? Type { get; }

    public ImmutableArray<KeyValuePair<string, Value>> Members { get; }

    public Value? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key == name)
            {
                return member.Value;
            }
        }

        return null;
    }
}

/// <summary>A lambda or local function with the scope it closes over.</summary>
internal sealed class FunctionValue : Value
{
    public FunctionValue(SyntaxNode syntax, Scope scope)
    {
        Syntax = syntax;
        Scope = scope;
    }

    public SyntaxNode Syntax { get; }

    public Scope Scope { get; }
}

/// <summary>The MigrationBuilder.</summary>
internal sealed class BuilderValue : Value
{
    public static readonly BuilderValue Instance = new();
}

/// <summary>migrationBuilder.Operations.</summary>
internal sealed class OperationsValue : Value
{
    public static readonly OperationsValue Instance = new();
}

/// <summary>What a MigrationBuilder call returns: takes annotations.</summary>
internal sealed class OperationValue : Value
{
    public OperationValue(PendingOperation operation) => Operation = operation;

    public PendingOperation Operation { get; }
}

/// <summary>The <c>table</c> of CreateTable's columns lambda.</summary>
internal sealed class ColumnsBuilderValue : Value
{
    public static readonly ColumnsBuilderValue Instance = new();
}

/// <summary>The <c>table</c> of CreateTable's constraints lambda.</summary>
internal sealed class TableBuilderValue : Value
{
    public TableBuilderValue(PendingOperation table) => Table = table;

    public PendingOperation Table { get; }
}

/// <summary>The <c>x</c> of <c>x => x.Id</c>.</summary>
internal sealed class ColumnSelectorValue : Value
{
    public ColumnSelectorValue(PendingOperation table) => Table = table;

    public PendingOperation Table { get; }
}

/// <summary>A text file of the project: the content of File.ReadAllText, a stream or a reader of it.</summary>
internal sealed class TextFileValue : Value
{
    public TextFileValue(SqlFileReference file) => File = file;

    public SqlFileReference File { get; }
}

/// <summary>A StringBuilder.</summary>
internal sealed class TextBuilderValue : Value
{
    /// <summary>What was appended so far.</summary>
    public Value Content { get; set; } = new TextValue("", EmptyMap);

    public static TextMap EmptyMap { get; } = new ComposedMap(default, ImmutableArray<ComposedMap.Part>.Empty);
}
