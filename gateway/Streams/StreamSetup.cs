namespace Onair.Gateway.Streams;

/// <summary>Adds what the routes of streams use.</summary>
internal static class StreamSetup
{
    public static IServiceCollection AddStreams(this IServiceCollection services, StreamApiSettings settings)
    {
        _ = settings;
        return services;
    }
}
