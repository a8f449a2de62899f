namespace Onair.Gateway.Access;

/// <summary>Adds who may call.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, StreamApiSettings settings) => SecretCache
        .Add(services, settings, p => p.GetRequiredService<ApiKeyLookup>().Secrets)
        .AddSingleton<ApiKeyLookup>()
        .AddHostedService(p => p.GetRequiredService<ApiKeyLookup>())
        .AddSingleton<TokenReviews>()
        .AddSingleton<IAuthenticator, Authenticator>()
        .AddSingleton<IAuthorizer, AccessReviews>();
}
