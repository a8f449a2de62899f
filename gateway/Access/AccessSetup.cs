using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>Adds who may call.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, StreamApiSettings settings) => services
        .AddInformer(BuiltInResources.Secrets, o =>
        {
            o.Namespace = settings.WatchNamespace;
            // The API server selects: no other Secret reaches the cache.
            o.FieldSelector = $"type={ApiKeySecret.Type}";
            o.Indexes[ApiKeyLookup.Index] = ApiKeyLookup.Prefixes;
        })
        .AddSingleton<ApiKeyLookup>()
        .AddHostedService(p => p.GetRequiredService<ApiKeyLookup>())
        .AddSingleton<TokenReviews>()
        .AddSingleton<IAuthenticator, Authenticator>()
        .AddSingleton<IAuthorizer, AccessReviews>();
}
