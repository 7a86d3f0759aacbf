using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Baselines;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.Tests.Rules;
using Xunit;

namespace MigrationSafety.Core.Tests.Baselines;

public sealed class BaselineTests
{
    private static readonly BaselinePlace Place = new("Shop", "20260101000000_Test");
    private static readonly DateTime Today = new(2026, 6, 1);

    private static readonly ImmutableArray<Finding> TwoIndexes = RuleTest.On("CREATE TABLE orders (id bigint PRIMARY KEY, note text);")
        .Migration("CREATE INDEX a ON orders (note); CREATE INDEX b ON public.orders (note);").Findings;

    private static readonly BaselineEntry IndexA = new() { Rule = "MIG1001", Place = Place, On = "orders.a", Reason = "known", Until = Today };

    [Fact]
    public void A_finding_that_an_entry_names_is_covered_and_another_is_not()
    {
        var found = new Baseline([IndexA]).Apply(TwoIndexes, Place, Today);
        Assert.Equal([new FindingSuppression(SuppressionKind.Baseline, "known", Today), null], found.Select(f => f.Suppression));
    }

    [Theory]
    [InlineData("MIG1002", "Shop", "20260101000000_Test", "orders.a")]
    [InlineData("MIG1001", "Other", "20260101000000_Test", "orders.a")]
    [InlineData("MIG1001", "Shop", "20260102000000_Test", "orders.a")]
    [InlineData("MIG1001", "Shop", "20260101000000_Test", "orders.c")]
    [InlineData("MIG1001", "Shop", "20260101000000_Test", "")]
    public void Every_part_of_the_key_counts(string rule, string project, string place, string on)
    {
        var entry = new BaselineEntry { Rule = rule, Place = new(project, place), On = on };
        Assert.All(new Baseline([entry]).Apply(TwoIndexes, Place, Today), f => Assert.Null(f.Suppression));
    }

    [Fact]
    public void A_further_finding_of_the_same_kind_is_new()
    {
        var same = ImmutableArray.Create(TwoIndexes[0], TwoIndexes[0], TwoIndexes[0]);
        var found = new Baseline([IndexA with { Count = 2 }]).Apply(same, Place, Today);
        Assert.Equal([true, true, false], found.Select(f => f.Suppression is not null));
    }

    [Fact]
    public void An_entry_holds_on_its_last_day_and_not_after_it()
    {
        Assert.NotNull(new Baseline([IndexA]).Apply(TwoIndexes, Place, Today)[0].Suppression);
        Assert.Null(new Baseline([IndexA]).Apply(TwoIndexes, Place, Today.AddDays(1))[0].Suppression);
    }

    [Fact]
    public void What_a_comment_accepts_uses_no_entry()
    {
        var comment = new FindingSuppression(SuppressionKind.SqlComment, null, null);
        var found = new Baseline([IndexA]).Apply([TwoIndexes[0] with { Suppression = comment }, TwoIndexes[0]], Place, Today);
        Assert.Equal([SuppressionKind.SqlComment, SuppressionKind.Baseline], found.Select(f => f.Suppression!.Kind));
    }

    [Fact]
    public void Entries_that_cover_less_than_they_say_are_unused()
    {
        Assert.Empty(Unused(IndexA, Today));
        Assert.Single(Unused(IndexA with { Count = 2 }, Today));
        Assert.Single(Unused(IndexA with { On = "orders.gone" }, Today));
        Assert.Single(Unused(IndexA, Today.AddDays(1)));
        Assert.Empty(Unused(IndexA with { Place = new("Shop", "20260102000000_Other"), On = "orders.gone" }, Today));
    }

    private static ImmutableArray<BaselineEntry> Unused(BaselineEntry entry, DateTime today)
    {
        var baseline = new Baseline([entry]);
        return [.. baseline.Unused(baseline.Apply(TwoIndexes, Place, today), Place, today)];
    }
}
