using System.Text;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>The commands of ALTER TABLE as messages say them, with a leading blank.</summary>
internal static class AlterTableWording
{
    public static string Command(TableChange change) => change switch
    {
        AddColumn c => " ADD COLUMN " + ChangeWording.Quote(c.Column.Name),
        DropColumn c => " DROP COLUMN " + ChangeWording.Quote(c.Column),
        RenameColumn c => " RENAME COLUMN " + ChangeWording.Quote(c.Column),
        AlterColumnType c => Column(c) + "TYPE" + (c.NewType is { } type ? " " + ChangeWording.Type(type) : ""),
        SetNotNull c => Column(c) + "SET NOT NULL",
        DropNotNull c => Column(c) + "DROP NOT NULL",
        SetDefault c => Column(c) + "SET DEFAULT",
        DropDefault c => Column(c) + "DROP DEFAULT",
        AddIdentity c => Column(c) + "ADD GENERATED AS IDENTITY",
        SetGenerationExpression c => Column(c) + "SET EXPRESSION",
        SetColumnStorage c => Column(c) + "SET STORAGE",
        SetColumnCompression c => Column(c) + "SET COMPRESSION",
        AddConstraint { Constraint.Name: { } name } => " ADD CONSTRAINT " + ChangeWording.Quote(name),
        AddConstraint => " ADD CONSTRAINT",
        DropConstraint c => " DROP CONSTRAINT " + ChangeWording.Quote(c.Name),
        ValidateConstraint c => " VALIDATE CONSTRAINT " + ChangeWording.Quote(c.Name),
        RenameConstraint c => " RENAME CONSTRAINT " + ChangeWording.Quote(c.Name),
        AlterConstraint c => " ALTER CONSTRAINT " + ChangeWording.Quote(c.Name),
        RenameTable => " RENAME",
        SetTableSchema => " SET SCHEMA",
        AttachPartition c => " ATTACH PARTITION " + ChangeWording.Quote(c.Partition),
        DetachPartition c => " DETACH PARTITION " + ChangeWording.Quote(c.Partition) + (c.Concurrently ? " CONCURRENTLY" : ""),
        AlterTableOption c => " " + Option(c.Option),
        _ => "",
    };

    private static string Column(ColumnChange change) => " ALTER COLUMN " + ChangeWording.Quote(change.Column) + " ";

    // TableOption's names are PostgreSQL's words without the blanks.
    private static string Option(TableOption option)
    {
        switch (option)
        {
            case TableOption.Other:
                return "...";
            case TableOption.SetStorageParameters or TableOption.SetExclusiveStorageParameters:
                return "SET (...)";
            case TableOption.EnableRowSecurity or TableOption.DisableRowSecurity
                or TableOption.ForceRowSecurity or TableOption.NoForceRowSecurity:
                return Words(option.ToString().Replace("RowSecurity", "RowLevelSecurity"));
            default:
                return Words(option.ToString());
        }
    }

    private static string Words(string pascalCase)
    {
        var words = new StringBuilder();
        foreach (var letter in pascalCase)
        {
            if (words.Length > 0 && char.IsUpper(letter))
            {
                words.Append(' ');
            }

            words.Append(char.ToUpperInvariant(letter));
        }

        return words.ToString();
    }
}
