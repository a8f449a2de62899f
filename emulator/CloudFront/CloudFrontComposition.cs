using Onair.Emulator.Protocol;

namespace Onair.Emulator.CloudFront;

/// <summary>CloudFront's parts.</summary>
internal static class CloudFrontComposition
{
    public static IServiceCollection AddCloudFront(this IServiceCollection services) => services
        .AddSingleton(s => ActivatorUtilities.CreateInstance<CloudFrontAccount>(s, new ShapeDefaults(WireModel.Load("cloudfront"), "CloudFront")))
        .AddSingleton<DistributionOperations>()
        .AddSingleton<InvalidationOperations>()
        .AddSingleton<CloudFrontTags>()
        .AddSingleton<IAwsService, CloudFrontService>()
        .AddSingleton<ViewerMiddleware>()
        .AddHostedService<DistributionSeed>();

    /// <summary>Viewers' requests; must come before routing, which sees the rewritten path.</summary>
    public static IApplicationBuilder UseCloudFrontViewers(this IApplicationBuilder app)
    {
        var viewers = app.ApplicationServices.GetRequiredService<ViewerMiddleware>();
        return app.Use(next => context => viewers.InvokeAsync(context, next));
    }
}
