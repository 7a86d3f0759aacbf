using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Semantic models of other files, one for each. RS1030 warns of them because the compiler binds anew what it has bound
/// already: here only the few statements are bound in which a searched name stands.
/// </summary>
internal sealed class SemanticModels
{
    private readonly Compilation compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public SemanticModels(Compilation compilation) => this.compilation = compilation;

    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030", Justification = "A use of a property can stand in any file, and is searched from the migration that drops its column.")]
    public SemanticModel Of(SyntaxTree tree)
    {
        if (!models.TryGetValue(tree, out var model))
        {
            models[tree] = model = compilation.GetSemanticModel(tree);
        }

        return model;
    }
}
