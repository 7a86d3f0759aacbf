using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Which steps EF Core runs outside its transaction.</summary>
internal static class TransactionSuppression
{
    /// <summary>Sql(..., suppressTransaction: true), and operations that Npgsql suppresses by itself: CREATE INDEX CONCURRENTLY.</summary>
    public static bool Of(ChangeStep step) =>
        step.SuppressTransaction
        || (step.Operation is not null && step.Changes.Any(static c => c is CreateIndex { Concurrently: true }));
}
