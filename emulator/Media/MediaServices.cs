using Microsoft.Extensions.DependencyInjection.Extensions;
using Onair.Emulator.Media.Archive;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Pipelines;

namespace Onair.Emulator.Media;

/// <summary>Registers the media engine.</summary>
internal static class MediaServices
{
    /// <summary>Needs an <see cref="S3.IObjectStore"/> and the configuration; see <see cref="MediaOptions"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="media">False for <see cref="NoMedia"/>.</param>
    public static IServiceCollection AddMediaEngine(this IServiceCollection services, bool media)
    {
        services.TryAddSingleton(TimeProvider.System);
        services
            .AddSingleton(provider => MediaOptions.From(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<RunDirectory>()
            .AddSingleton<PublisherRegistry>()
            .AddSingleton<IngestCallback>()
            .AddSingleton<RtmpServer>()
            .AddSingleton(provider => new SpekeClient(provider.GetRequiredService<MediaOptions>()))
            .AddSingleton<ContentKeyCache>()
            .AddSingleton<PackageOrigin>()
            .AddSingleton<Viewers>()
            .AddSingleton<ArchiveSpool>()
            .AddSingleton<ChannelServices>();
        return media
            ? services
                .AddSingleton<MediaEngine>()
                .AddSingleton<IMediaEngine>(provider => provider.GetRequiredService<MediaEngine>())
                .AddHostedService(provider => provider.GetRequiredService<MediaEngine>())
            : services
                .AddSingleton<NoMedia>()
                .AddSingleton<IMediaEngine>(provider => provider.GetRequiredService<NoMedia>());
    }
}
