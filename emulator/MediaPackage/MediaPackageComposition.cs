using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaPackage;

/// <summary>MediaPackage's parts.</summary>
internal static class MediaPackageComposition
{
    public static IServiceCollection AddMediaPackage(this IServiceCollection services) => services
        .AddSingleton<MediaPackageAccount>()
        .AddSingleton<CdnAuthorizationMiddleware>()
        .AddSingleton<PackageChannelOperations>()
        .AddSingleton(s => ActivatorUtilities.CreateInstance<OriginEndpointOperations>(s, new ShapeDefaults(WireModel.Load("mediapackage"), "MediaPackage")))
        .AddSingleton<IAwsService, MediaPackageService>();

    /// <summary>Checks CDN authorization; must come before playback and after CloudFront.</summary>
    public static IApplicationBuilder UseCdnAuthorization(this IApplicationBuilder app)
    {
        var middleware = app.ApplicationServices.GetRequiredService<CdnAuthorizationMiddleware>();
        return app.Use(next => context => middleware.InvokeAsync(context, next));
    }
}
