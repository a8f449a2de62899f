namespace Onair.Operator.VideoServices;

/// <summary>Registers the clients of video services.</summary>
internal static class VideoServiceRegistration
{
    public static IServiceCollection AddVideoServices(this IServiceCollection services) => services
        .AddSingleton<VideoServiceCache>()
        .AddSingleton<VideoProviderCheck>();
}
