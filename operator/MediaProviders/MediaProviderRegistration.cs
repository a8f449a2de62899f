using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Hosting;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ProviderAccess;
using Onair.Operator.VideoServices;

namespace Onair.Operator.MediaProviders;

/// <summary>Registers MediaProviders: their checks, AWS accounts and clients of video services.</summary>
internal static class MediaProviderRegistration
{
    public static IServiceCollection AddMediaProviders(this IServiceCollection services) => services
        .AddSingleton<ProviderRules>()
        .AddSingleton<CachedProviderUsers>()
        .AddAwsAccounts()
        .AddSingleton<VideoServiceCache>()
        .AddSingleton<AwsProviderCheck>()
        .AddSingleton<VideoProviderCheck>()
        // Who uses a provider, and which of its keys signed an asset's URLs, is known from whole lists only.
        .AddController<MediaProviderController, MediaProvider>(OnairResources.MediaProviders, o => o
            .ReadsUsers());
}
