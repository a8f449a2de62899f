using Onair.Kubernetes.Hosting;

namespace Onair.Operator.Archives;

/// <summary>Registers what indexes the archives of sessions.</summary>
internal static class ArchiveRegistration
{
    public static IServiceCollection AddArchives(this IServiceCollection services) => services
        .AddSingleton<ArchiveReader>()
        .AddLeaderTask<ArchiveIndexer>()
        .AddLeaderTask<ArchiveIndexTask>();
}
