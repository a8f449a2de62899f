using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Resolves a channel's settings to what the media engine does. Pure.</summary>
internal static class ChannelPlanner
{
    private const int DefaultWidth = 1280;
    private const int DefaultHeight = 720;
    private const int DefaultVideoBitrate = 5_000_000;
    private const int DefaultAudioBitrate = 192_000;

    /// <param name="channel">The channel.</param>
    /// <param name="start">When its pipelines start, by themselves or as asked: the time in date variables.</param>
    /// <param name="input">Finds an input by id.</param>
    /// <param name="endpoints">Finds the HLS endpoints of a MediaPackage channel.</param>
    /// <param name="parameter">The value of a Systems Manager parameter, null when it does not exist. Read when the channel starts, as AWS does.</param>
    public static ChannelPlan Plan(
        Channel channel, DateTimeOffset start, Func<string, Input> input, Func<string, IReadOnlyList<PackageEndpoint>> endpoints,
        Func<string, string?> parameter)
    {
        var packageOutputs = Groups(channel, "mediaPackageGroupSettings").SelectMany(g => g.Items("outputs"));
        var ladder = packageOutputs.Any() ? packageOutputs : Groups(channel, "archiveGroupSettings").SelectMany(g => g.Items("outputs"));
        var renditions = ladder
            .Select(o => Rendition(channel.Settings, o))
            .OrderByDescending(r => (long)r.Width * r.Height).ThenByDescending(r => r.VideoBitrate)
            .ToList();
        renditions = [.. renditions.Index().Select(r => Unique(r.Item, renditions.Take(r.Index)))];
        var package = PackageChannels(channel).Select(id => new PackagePlan(id, endpoints(id))).FirstOrDefault();
        return new ChannelPlan(channel.Id, Sources(channel, input, parameter), renditions, package, Archives(channel, start));
    }

    /// <summary>The MediaPackage channels the settings push to.</summary>
    public static IEnumerable<string> PackageChannels(Channel channel) =>
        from reference in References(channel, "mediaPackageGroupSettings")
        from settings in Destination(channel, reference).Items("mediaPackageSettings")
        where settings.Text("channelId") is not null
        select settings.Text("channelId");

    /// <summary>The recordings of all pipelines, date variables resolved to the time of their start.</summary>
    public static IReadOnlyList<ArchivePlan> Archives(Channel channel, DateTimeOffset start) =>
    [
        .. from pipeline in Enumerable.Range(0, channel.Pipelines)
           from @group in Groups(channel, "archiveGroupSettings")
           let archive = @group.At("outputGroupSettings.archiveGroupSettings")
           let url = Destination(channel, archive.Text("destination.destinationRefId")!).Items("settings").ElementAtOrDefault(pipeline).Text("url") ?? ""
           from output in @group.Items("outputs")
           select Archive(channel, start, pipeline, url, archive, output),
    ];

    private static ArchivePlan Archive(Channel channel, DateTimeOffset start, int pipeline, string url, JsonNode? archive, JsonNode output)
    {
        var rendition = Rendition(channel.Settings, output);
        var modifier = output.Text("outputSettings.archiveOutputSettings.nameModifier") ?? "";
        var (bucket, key) = S3Location.Parse(url);
        return new ArchivePlan(
            pipeline,
            bucket,
            DestinationVariables.Resolve(key, start, rendition),
            DestinationVariables.Resolve(modifier, start, rendition),
            (int)(archive.Number("rolloverInterval") ?? 300));
    }

    private static List<PipelineSource> Sources(Channel channel, Func<string, Input> input, Func<string, string?> parameter)
    {
        var source = input(channel.InputIds[0]);
        if (source.IsPull)
        {
            return
            [
                .. from pulled in source.Sources.Take(channel.Pipelines).Index()
                   let password = pulled.Item.PasswordParam is { Length: > 0 } name ? parameter(name) : null
                   select new PipelineSource(pulled.Index, source.Id, "", "")
                   {
                       Pull = new PullSource(new Uri(pulled.Item.Url), pulled.Item.Username, password),
                   },
            ];
        }

        return
        [
            .. from stream in source.StreamNames.Take(channel.Pipelines).Index()
               let name = stream.Item.Split('/')
               select new PipelineSource(stream.Index, source.Id, name[0], name[1]),
        ];
    }

    private static Rendition Rendition(JsonObject settings, JsonNode output)
    {
        var video = settings.Items("encoderSettings.videoDescriptions").FirstOrDefault(v => v.Text("name") == output.Text("videoDescriptionName"));
        var h264 = video.At("codecSettings.h264Settings");
        var audio = settings.Items("encoderSettings.audioDescriptions")
            .FirstOrDefault(a => output.Texts("audioDescriptionNames").Contains(a.Text("name")!));
        var (numerator, denominator) = h264.Text("framerateControl") == "SPECIFIED"
            ? ((int)h264.Number("framerateNumerator")!, (int)h264.Number("framerateDenominator")!)
            : (30, 1);
        var gop = h264.Number("gopSize") ?? 2;
        return new Rendition(
            Name(output, video),
            (int)(video.Number("width") ?? DefaultWidth),
            (int)(video.Number("height") ?? DefaultHeight),
            (int)(h264.Number("bitrate") ?? h264.Number("maxBitrate") ?? DefaultVideoBitrate),
            (int)(audio.Number("codecSettings.aacSettings.bitrate") ?? DefaultAudioBitrate),
            numerator,
            denominator,
            h264.Text("gopSizeUnits") == "FRAMES" ? gop * denominator / numerator : gop);
    }

    /// <summary>Names become path segments of the playlists, so two outputs must not share one.</summary>
    private static Rendition Unique(Rendition rendition, IEnumerable<Rendition> before)
    {
        var twins = before.Count(r => r.Name == rendition.Name);
        return twins == 0 ? rendition : rendition with { Name = $"{rendition.Name}-{twins + 1}" };
    }

    private static string Name(JsonNode output, JsonNode? video)
    {
        var candidates = (string?[])[output.Text("outputSettings.archiveOutputSettings.nameModifier"), output.Text("outputName"), video.Text("name")];
        return candidates
            .Select(c => string.Concat((c ?? "").Where(char.IsAsciiLetterOrDigit)))
            .FirstOrDefault(c => c.Length > 0) ?? "video";
    }

    private static IEnumerable<JsonNode> Groups(Channel channel, string kind) =>
        channel.Settings.Items("encoderSettings.outputGroups").Where(g => g.At($"outputGroupSettings.{kind}") is not null);

    private static IEnumerable<string> References(Channel channel, string kind) =>
        Groups(channel, kind).Select(g => g.Text($"outputGroupSettings.{kind}.destination.destinationRefId")!);

    private static JsonNode? Destination(Channel channel, string id) =>
        channel.Settings.Items("destinations").FirstOrDefault(d => d.Text("id") == id);
}
