using System.Text.Json.Serialization;
using Onair.Emulator.Directories;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Archive;
using Onair.Emulator.Media.Packaging;

namespace Onair.Emulator.Admin;

/// <summary>Everything that the admin page shows.</summary>
internal sealed record AdminState(
    IReadOnlyList<AdminChannel> Channels, IReadOnlyList<AdminArchiveSegment> Archive, IReadOnlyList<JobSummary> Jobs,
    IReadOnlyList<FaultSummary> Faults, IReadOnlyList<VideoSummary> Videos, IReadOnlyList<StreamSummary> Streams);

/// <summary>A channel with its pipelines and viewers.</summary>
internal sealed record AdminChannel(
    string Id, string Name, string State, DateTimeOffset? StartedAt, int Viewers,
    IReadOnlyList<PipelineHealth> Pipelines, IReadOnlyList<string> Playback);

/// <summary>A recorded segment that the bucket has.</summary>
internal sealed record AdminArchiveSegment(string ChannelId, string Bucket, string Key, long Bytes, DateTimeOffset StoredAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdminState))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>Collects the state from the services.</summary>
internal sealed class AdminView(
    IMediaEngine media, ArchiveSpool spool, PackageOrigin origin, Viewers viewers, IServiceProvider services)
{
    public AdminState Take() => new(
        [.. (services.GetService<IChannelDirectory>()?.List() ?? []).Select(Channel)],
        [.. spool.Recent.Select(s => new AdminArchiveSegment(s.Part.ChannelId, s.Part.Bucket, s.Part.Key, s.Bytes, s.StoredAt))],
        services.GetService<IJobDirectory>()?.List() ?? [],
        services.GetService<IFaultDirectory>()?.List() ?? [],
        services.GetService<IVideoDirectory>()?.List() ?? [],
        services.GetService<IStreamDirectory>()?.List() ?? []);

    private AdminChannel Channel(ChannelSummary channel) => new(
        channel.Id, channel.Name, channel.State, channel.StartedAt, channel.EndpointTokens.Sum(viewers.Count), media.Health(channel.Id),
        [.. channel.EndpointTokens.Select(t => (Token: t, origin.Find(t)?.State)).Where(e => e.State is not null)
            .Select(e => $"/out/v1/{e.Token}/{e.State!.Endpoint.ManifestName}.m3u8")]);
}
