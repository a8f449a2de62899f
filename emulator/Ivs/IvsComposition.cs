using Onair.Emulator.Directories;
using Onair.Emulator.Ivs.Playback;
using Onair.Emulator.Ivs.Recording;
using Onair.Emulator.Ivs.Rtmps;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Ivs;

/// <summary>IVS's parts.</summary>
internal static class IvsComposition
{
    /// <summary>Needs the media engine; see <see cref="AddIvsIngest"/>.</summary>
    public static IServiceCollection AddIvs(this IServiceCollection services) => services
        .AddSingleton<IvsAccount>()
        .AddSingleton<PushFeed>()
        .AddSingleton<StreamMonitor>()
        .AddSingleton<RecordingOperations>()
        .AddSingleton<StreamKeyOperations>()
        .AddSingleton<ChannelOperations>()
        .AddSingleton<StreamOperations>()
        .AddSingleton<PlaybackKeyOperations>()
        .AddSingleton<IvsTagOperations>()
        .AddSingleton<ViewerTokens>()
        .AddSingleton<IAwsService, IvsService>()
        .AddSingleton<IStreamDirectory, StreamDirectory>()
        .AddHostedService<IvsResume>()
        .AddHostedService(s => s.GetRequiredService<StreamMonitor>());

    /// <summary>How encoders push.</summary>
    /// <param name="services">The services.</param>
    /// <param name="media">False for pushes that are declared: see <see cref="Admin.PushRoutes"/>.</param>
    public static IServiceCollection AddIvsIngest(this IServiceCollection services, bool media) => media
        ? services
            .AddSingleton<IPushIngest, RtmpPushes>()
            .AddHostedService<RtmpsRelay>()
            .AddHostedService<StreamRecorder>()
        : services
            .AddSingleton<DeclaredPushes>()
            .AddSingleton<IPushIngest>(s => s.GetRequiredService<DeclaredPushes>());
}
