using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using MigrationSafety.Runtime.Execution;

namespace MigrationSafety.Runtime.Options;

/// <summary>Puts the decorators around the provider's services. No internal API of EF Core is used.</summary>
internal sealed class MigrationSafetyOptionsExtension(MigrationSafetyOptions options) : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? info;

    public MigrationSafetyOptions Options { get; } = options;

    public DbContextOptionsExtensionInfo Info => info ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        services.AddSingleton(Options);
        services.AddScoped<MigrationRun>();
        services.AddScoped<MigrationInstances>();
        services.AddScoped<WaitingMigrations>();
        services.AddSingleton<IInterceptor, MigrationLockInterceptor>();
        Decorate<IMigrationsSqlGenerator, SafeMigrationsSqlGenerator>(services);
        Decorate<IMigrationsAssembly, SafeMigrationsAssembly>(services);
    }

    public void Validate(IDbContextOptions options) => Options.Validate();

    private static void Decorate<TService, TDecorator>(IServiceCollection services)
        where TService : class
        where TDecorator : class, TService
    {
        var inner = services.LastOrDefault(static d => d.ServiceType == typeof(TService))
            ?? throw new InvalidOperationException("UseMigrationSafety() comes after UseNpgsql(): it wraps what the provider registers.");
        services.Remove(inner);
        services.Add(ServiceDescriptor.Describe(
            typeof(TService),
            provider => ActivatorUtilities.CreateInstance<TDecorator>(provider, (TService)Create(provider, inner)),
            inner.Lifetime));
    }

    private static object Create(IServiceProvider provider, ServiceDescriptor service) =>
        service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private sealed class ExtensionInfo(MigrationSafetyOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        private MigrationSafetyOptions Options => ((MigrationSafetyOptionsExtension)Extension).Options;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using MigrationSafety ";

        public override int GetServiceProviderHashCode() => Options.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info && info.Options == Options;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["MigrationSafety"] = Options.GetHashCode().ToString(CultureInfo.InvariantCulture);
    }
}
