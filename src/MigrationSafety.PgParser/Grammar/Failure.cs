using System;

namespace MigrationSafety.PgParser.Grammar;

/// <summary>Why the module gave no answer at all, not even an error of its own.</summary>
internal readonly struct Failure
{
    private const int LongestAssertion = 200;

    private readonly string? reason;
    private readonly int detail;

    private Failure(string reason, int detail = 0, bool isStack = false)
    {
        this.reason = reason;
        this.detail = detail;
        IsStack = isStack;
    }

    /// <summary>Whether a larger stack may help.</summary>
    public bool IsStack { get; }

    public string Message => reason ?? "the parser failed";

    public static Failure Of(Exception exception) => exception switch
    {
        InsufficientExecutionStackException => new("stack depth limit exceeded", isStack: true),
        OutOfMemoryException => new("out of memory"),
        WasmTrap { Message: "exit" } => new("the parser gave up"),
        WasmTrap trap => new(trap.Message, trap.Detail),
        _ => new($"the parser failed: {exception.Message}"),
    };

    /// <summary>A failed assertion names its condition by an address in the memory.</summary>
    public Failure WithTextFrom(GrammarInstance? instance) =>
        detail == 0 || instance is null ? this : new Failure($"the parser failed: {reason}: {instance.ReadString(detail, LongestAssertion)}");
}
