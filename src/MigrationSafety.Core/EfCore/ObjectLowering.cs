using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.EfCore;

/// <summary>Schemas and sequences.</summary>
internal static class ObjectLowering
{
    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Text("name") is not { } text)
        {
            return;
        }

        var name = new QualifiedName(operation.Text("schema"), text);
        switch (operation.Method)
        {
            case "EnsureSchema":
                EnsureSchema(text, emitted);
                break;
            case "DropSchema":
                emitted.Add(new DropObject { Kind = ObjectKind.Schema, Name = new QualifiedName(null, text) });
                break;
            case "CreateSequence":
                emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = name });
                break;
            case "AlterSequence":
                emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = name, IsAlter = true });
                break;
            case "RestartSequence":
                // START WITH, then RESTART.
                emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = name, IsAlter = true });
                emitted.Add(new DefineObject { Kind = ObjectKind.Sequence, Name = name, IsAlter = true });
                break;
            case "DropSequence":
                emitted.Add(new DropObject { Kind = ObjectKind.Sequence, Name = name });
                break;
            case "RenameSequence":
                Rename(operation, name, emitted);
                break;
        }
    }

    /// <summary>A DO block that looks into pg_namespace first; public is always there.</summary>
    public static void EnsureSchema(string schema, EmittedChanges emitted)
    {
        if (schema != "public")
        {
            emitted.Add(
                new DefineObject { Kind = ObjectKind.Schema, Name = new QualifiedName(null, schema) }, inDoBlock: true);
        }
    }

    private static void Rename(EfOperation operation, QualifiedName name, EmittedChanges emitted)
    {
        if (operation.Text("newName") is { } newName && newName != name.Name)
        {
            emitted.Add(new RenameObject { Kind = ObjectKind.Sequence, Name = name, NewName = newName });
            name = new QualifiedName(name.Schema, newName);
        }

        if (operation.Text("newSchema") is { } newSchema && newSchema != name.Schema)
        {
            emitted.Add(new RenameObject { Kind = ObjectKind.Sequence, Name = name, NewSchema = newSchema });
        }
    }
}
