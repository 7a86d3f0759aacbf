using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

internal sealed partial record SchemaState
{
    /// <summary>
    /// The schema after a change. A change that PostgreSQL would refuse is applied as far as it makes sense: what is
    /// known here may be incomplete, and the next migration was written against a database where it worked.
    /// </summary>
    public SchemaState Apply(SchemaChange change) => change switch
    {
        CreateTable c => TableApplication.Create(this, c),
        CreateTableAs c => TableApplication.CreateAs(this, c),
        DropTable c => DropApplication.Relation(this, c.Table),
        RenameTable c => TableApplication.Rename(this, c.Table, new QualifiedName(c.Table.Schema, c.NewName)),
        SetTableSchema c => TableApplication.Rename(this, c.Table, new QualifiedName(c.NewSchema, c.Table.Name)),
        AlterTableOption c => TableApplication.Option(this, c),
        AttachPartition c => PartitionApplication.Attach(this, c),
        DetachPartition c => Edit(c.Partition, static t => t with { PartitionOf = null, IsDefaultPartition = false }),
        AddColumn c => ColumnApplication.Add(this, c),
        DropColumn c => DropApplication.Column(this, c),
        RenameColumn c => ColumnApplication.Rename(this, c),
        ColumnChange c => ColumnApplication.Alter(this, c),
        AddConstraint c => ConstraintApplication.Add(this, c),
        ValidateConstraint c => ConstraintApplication.Validate(this, c),
        DropConstraint c => DropApplication.Constraint(this, c),
        AlterConstraint c => ConstraintApplication.Alter(this, c),
        RenameConstraint c => ConstraintApplication.Rename(this, c),
        CreateIndex c => IndexApplication.Create(this, c),
        DropIndex c => DropApplication.Index(this, c.Index),
        RenameIndex c => IndexApplication.Rename(this, c.Index, c.NewName),
        AlterIndex { AttachedIndex: { } child } c => IndexApplication.Attach(this, c.Index, child),
        CreateDomain c => this with { Domains = Domains.SetItem(c.Domain, new DomainState(c.Domain, c.BaseType, c.HasConstraint)) },
        AlterDomain c => ObjectApplication.AlterDomain(this, c),
        AlterEnum c => ObjectApplication.AlterEnum(this, c),
        CreateView c => ObjectApplication.CreateView(this, c),
        CreateTrigger c => ObjectApplication.CreateTrigger(this, c),
        DefineObject c => ObjectApplication.Define(this, c),
        RenameObject c => ObjectApplication.Rename(this, c),
        DropObject c => DropApplication.Object(this, c),
        SetParameter c => Set(c),
        TransactionControl { Kind: TransactionControlKind.Commit or TransactionControlKind.Rollback } => EndTransaction(),
        _ => this,
    };

    /// <summary>The state after a transaction: what SET LOCAL set is forgotten.</summary>
    public SchemaState EndTransaction()
    {
        var parameters = Parameters;
        foreach (var hidden in HiddenParameters)
        {
            parameters = hidden.Value is null ? parameters.Remove(hidden.Key) : parameters.SetItem(hidden.Key, hidden.Value);
        }

        return HiddenParameters.IsEmpty ? this : this with { Parameters = parameters, HiddenParameters = HiddenParameters.Clear() };
    }

    private SchemaState Set(SetParameter change)
    {
        var name = change.Name.ToLowerInvariant();
        var hidden = !change.IsLocal ? HiddenParameters.Remove(name)
            : HiddenParameters.ContainsKey(name) ? HiddenParameters
            : HiddenParameters.Add(name, FindParameter(name));
        return this with
        {
            Parameters = change.Value is null ? Parameters.Remove(name) : Parameters.SetItem(name, change.Value),
            HiddenParameters = hidden,
        };
    }
}
