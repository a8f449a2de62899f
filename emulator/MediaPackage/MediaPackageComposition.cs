using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaPackage;

/// <summary>MediaPackage's parts.</summary>
public static class MediaPackageComposition
{
    public static IServiceCollection AddMediaPackage(this IServiceCollection services) => services
        .AddSingleton<MediaPackageAccount>()
        .AddSingleton<PackageChannelOperations>()
        .AddSingleton(s => ActivatorUtilities.CreateInstance<OriginEndpointOperations>(s, new ShapeDefaults(ServiceModel.Load("mediapackage"), "MediaPackage")))
        .AddSingleton<IAwsService, MediaPackageService>();
}
