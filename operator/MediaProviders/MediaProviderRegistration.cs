using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Operator.MediaProviders;

/// <summary>Registers what MediaProviders need.</summary>
internal static class MediaProviderRegistration
{
    public static IServiceCollection AddMediaProviders(this IServiceCollection services) => services
        .AddSingleton<ProviderAccounts>()
        .AddSingleton<AwsProviderCheck>()
        .AddController<MediaProviderController, MediaProvider>(OnairResources.MediaProviders);
}
