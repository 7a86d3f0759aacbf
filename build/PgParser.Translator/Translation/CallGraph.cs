using System.Collections.Generic;
using System.Linq;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>Who may call whom, through the table too.</summary>
internal static class CallGraph
{
    /// <summary>
    /// Functions that must look at the stack before they go on: every cycle of calls has at least one. They are the
    /// targets of the edges that lead back in a search from each function.
    /// </summary>
    public static HashSet<int> FunctionsThatCheckTheStack(ModuleMethods methods)
    {
        var edges = Edges(methods);
        HashSet<int> found = [];
        var state = new State[edges.Length];
        for (var function = 0; function < edges.Length; function++)
        {
            Visit(function);
        }

        return found;

        void Visit(int function)
        {
            if (state[function] != State.New)
            {
                return;
            }

            state[function] = State.Open;
            foreach (var callee in edges[function])
            {
                Visit(callee);
                if (state[callee] == State.Open)
                {
                    found.Add(callee);
                }
            }

            state[function] = State.Done;
        }
    }

    private enum State
    {
        New,
        Open,
        Done,
    }

    private static List<int>[] Edges(ModuleMethods methods)
    {
        var module = methods.Module;
        var inTable = module.TableEntries.Values.Distinct().ToLookup(function => module.TypeOf(function).Key);
        var edges = new List<int>[methods.Functions.Count];
        for (var import = 0; import < module.Imports.Count; import++)
        {
            var type = module.Imports[import].Type;
            edges[import] = methods[import].Name.StartsWith("invoke_", System.StringComparison.Ordinal)
                ? inTable[new FunctionType(type.Parameters.Skip(1).ToList(), type.Result).Key].ToList()
                : [];
        }

        for (var i = 0; i < module.Functions.Count; i++)
        {
            SortedSet<int> callees = [];
            foreach (var instruction in InstructionReader.Read(module.Functions[i]))
            {
                if (instruction.Opcode == Opcode.Call)
                {
                    callees.Add((int)instruction.Value);
                }
                else if (instruction.Opcode == Opcode.CallIndirect)
                {
                    callees.UnionWith(inTable[module.Types[(int)instruction.Value].Key]);
                }
            }

            edges[module.Imports.Count + i] = [.. callees];
        }

        return edges;
    }
}
