using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Text;

namespace MigrationSafety.Analyzers.Reading;

/// <summary>
/// Runs a migration's Up over its syntax with the values that are known at compile time, and notes every builder call
/// on the way. Branches that another provider would take are left out; where a condition is not known, both sides run.
/// </summary>
internal sealed partial class Interpreter
{
    private const int MostNodes = 400_000;
    private const int MostIterations = 2_000;
    private const int MostDepth = 40;

    private readonly INameSource? names;
    private readonly CancellationToken cancellationToken;
    private readonly List<PendingOperation> operations = [];
    private readonly HashSet<SyntaxNode> running = [];
    private readonly SyntaxTree home;
    private TypeDeclarationSyntax type;
    private SyntaxNode? callSite;
    private int nodes;
    private int depth;

    public Interpreter(TypeDeclarationSyntax migration, INameSource? names, CancellationToken cancellationToken)
    {
        type = migration;
        home = migration.SyntaxTree;
        this.names = names;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>True where a name was met that only the rest of the compilation can tell.</summary>
    public bool NeedsNames { get; private set; }

    /// <summary>True where the code is so long or loops so often that the rest was left out.</summary>
    public bool GaveUp { get; private set; }

    public IReadOnlyList<PendingOperation> Run(MethodDeclarationSyntax up)
    {
        var scope = new Scope(null);
        var parameters = up.ParameterList.Parameters;
        if (parameters.Count > 0)
        {
            scope.Declare(parameters[0].Identifier.ValueText, BuilderValue.Instance);
        }

        running.Add(up);
        RunBody(up.Body, up.ExpressionBody, scope);
        return operations;
    }

    private Value RunBody(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, Scope scope)
    {
        if (arrow is not null)
        {
            return Evaluate(arrow.Expression, scope);
        }

        if (block is null)
        {
            return ConstantValue.Null;
        }

        var frame = new Frame();
        Execute(block, scope, frame);
        return frame.Result(block);
    }

    /// <summary>Counts work, so that a hostile or enormous method cannot stall the compiler.</summary>
    private bool Exhausted()
    {
        if (++nodes % 256 == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        GaveUp |= nodes > MostNodes;
        return GaveUp;
    }

    private static UnknownValue Unknown(SyntaxNode node) => new(node);

    private static TextValue TextAt(string text, SyntaxNode node) => new(text, new WholeMap(Place.Of(node)));

    /// <summary>One method's run: what it returned and yielded.</summary>
    private sealed class Frame
    {
        private Value? returned;
        private bool ambiguous;

        public List<Value> Yielded { get; } = [];

        public void Return(Value value)
        {
            ambiguous |= returned is not null && !ValueComparison.Same(returned, value);
            returned = value;
        }

        public Value Result(SyntaxNode body) =>
            Yielded.Count > 0 ? new ArrayValue(Yielded.ToImmutableArray())
            : ambiguous ? Unknown(body)
            : returned ?? ConstantValue.Null;
    }
}
