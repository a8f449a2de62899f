namespace Onair.Gateway.KeyServer;

/// <summary>Adds the key server to a program.</summary>
internal static class KeyServerSetup
{
    /// <summary>Whether a path is for packagers, which have a port of their own.</summary>
    public static bool IsForPackagers(PathString path) => path.StartsWithSegments("/speke", StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddKeyServer(this IServiceCollection services, KeyServerSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<ContentKeys>()
        .AddSingleton<KeyTokens>()
        .AddSingleton<SpekeEndpoint>()
        .AddSingleton<KeyEndpoint>()
        .AddCors();

    public static void MapKeyServer(this IEndpointRouteBuilder routes)
    {
        var speke = routes.ServiceProvider.GetRequiredService<SpekeEndpoint>();
        var keys = routes.ServiceProvider.GetRequiredService<KeyEndpoint>();
        routes.MapPost("/speke/v1.0/copyProtection", speke.CopyProtectionAsync);
        routes.MapGet("/speke/v1.0/heartbeat", speke.HeartbeatAsync);
        routes.MapMethods(KeyEndpoint.Route, [HttpMethods.Get, HttpMethods.Head], keys.GetAsync)
            .RequireCors(policy => policy
                .AllowAnyOrigin()
                .AllowAnyHeader()
                .WithMethods(HttpMethods.Get, HttpMethods.Head)
                .SetPreflightMaxAge(TimeSpan.FromHours(1)));
    }
}
