using Onair.Emulator.Directories;
using Onair.Emulator.Faults;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaLive;

/// <summary>MediaLive's parts.</summary>
internal static class MediaLiveComposition
{
    public static IServiceCollection AddMediaLive(this IServiceCollection services) => services
        .AddSingleton<MediaLiveAccount>()
        .AddSingleton<IngestFeed>()
        .AddSingleton<ChannelRunner>()
        .AddSingleton<SecurityGroupOperations>()
        .AddSingleton<InputOperations>()
        .AddSingleton(s => ActivatorUtilities.CreateInstance<ChannelOperations>(s, new ShapeDefaults(WireModel.Load("medialive"), "MediaLive")))
        .AddSingleton<ScheduleOperations>()
        .AddSingleton<TagOperations>()
        .AddSingleton<MonitoringOperations>()
        .AddSingleton<AlertMonitor>()
        .AddSingleton<ChannelEvents>()
        .AddSingleton<IChannelDirectory, ChannelDirectory>()
        .AddSingleton<IPipelineFaults, PipelineFaults>()
        .AddSingleton<IAwsService, MediaLiveService>()
        .AddHostedService<MediaLiveResume>()
        .AddHostedService(s => s.GetRequiredService<AlertMonitor>());
}
