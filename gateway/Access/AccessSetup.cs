using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>Adds who may call.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, StreamApiSettings settings) => services
        .AddInformer(ResourceTypes.Secrets, o =>
        {
            o.Namespace = settings.WatchNamespace;
            // The API server selects: no other Secret reaches the cache.
            o.FieldSelector = $"type={ApiKeySecret.Type}";
            o.Indexes[ApiKeys.Index] = ApiKeys.Prefixes;
        })
        .AddSingleton<ApiKeys>()
        .AddHostedService(p => p.GetRequiredService<ApiKeys>())
        .AddSingleton<TokenReviews>()
        .AddSingleton<IAuthenticator, Authenticator>()
        .AddSingleton<IAuthorizer, AccessReviews>();
}
