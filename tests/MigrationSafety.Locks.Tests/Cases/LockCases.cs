using System.Collections.Generic;
using System.Collections.Frozen;
using System.Linq;
using MigrationSafety.Locks.Tests.Servers;
using Xunit;

namespace MigrationSafety.Locks.Tests.Cases;

/// <summary>All cases, and as rows of a theory for the selected majors.</summary>
internal static class LockCases
{
    public static readonly IReadOnlyList<LockCase> All = [.. LockCaseReader.ReadAll()];

    private static readonly FrozenDictionary<string, LockCase> ById = All.ToFrozenDictionary(c => c.Id);

    public static TheoryData<int, string> Data
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var major in TestedMajors.Selected)
            {
                foreach (var known in For(major))
                {
                    data.Add(major, known.Id);
                }
            }

            return data;
        }
    }

    public static LockCase Find(string id) => ById[id];

    public static IEnumerable<LockCase> For(int major) => All.Where(c => c.Majors.Contains(major));
}
