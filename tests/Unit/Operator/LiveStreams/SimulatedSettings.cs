using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Amazon.MediaLive.Model;
using Amazon.MediaPackage.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>
/// What AWS has of a stream's resources, as the operator's own requests make them, and what of it the operator finds to differ.
/// </summary>
internal sealed partial class SimulatedSettings
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly SortedDictionary<ResourceKind, object> _has = [];

    public bool KeyIsUsable { get; set; } = true;

    /// <summary>The answer to a creation or an update.</summary>
    public void Put(ResourceKind kind, LiveStream stream) => _has[kind] = (kind, stream.Spec) switch
    {
        (ResourceKind.InputSecurityGroup, var spec) => spec.Input.AllowedCidrs.Order(StringComparer.Ordinal).ToList(),
        (ResourceKind.SourceCredentials, _) => Passwords(stream),
        (ResourceKind.Input, var spec) => new SimulatedInput(
            InputShapes.TypeOf(spec.Input).Value, spec.Input.Redundancy.Pipelines(), Sources(stream), spec.Input.Type == InputType.RtmpPush ? KeyOf(stream) : null),
        (ResourceKind.PackageEndpoint, var spec) => new DescribeOriginEndpointResponse
        {
            StartoverWindowSeconds = spec.Packaging.StartoverWindowSeconds,
            HlsPackage = EndpointSettings.Package(spec.Packaging, stream.Uid, (_has.GetValueOrDefault(kind) as DescribeOriginEndpointResponse)?.HlsPackage),
        },
        (ResourceKind.Channel, var spec) => new SimulatedChannel(
            ChannelSettings.Class(spec).Value, ChannelSettings.InputSpecification(spec), ChannelSettings.Encoder(spec), Inputs(stream), Destinations(stream)),
        _ => "there",
    };

    public void Remove(ResourceKind kind) => _has.Remove(kind);

    /// <summary>Fields that differ from what is declared; none of what somebody else made.</summary>
    public IReadOnlyList<string> Differences(ResourceKind kind, LiveStream stream) => _has.GetValueOrDefault(kind) switch
    {
        List<string> cidrs => stream.Spec.Input.AllowedCidrs.ToHashSet(StringComparer.Ordinal).SetEquals(cidrs) ? [] : ["spec.input.allowedCidrs"],
        List<int> passwords => passwords.SequenceEqual(Passwords(stream)) ? [] : ["spec.input.sources[].credentialsSecretRef"],
        SimulatedInput input when stream.Spec.Input.Type != InputType.RtmpPush => InputSources.Differences(Context(stream), input.Sources),
        SimulatedInput { Key: { } key } => InputResource.KeyDifferences(Context(stream), [new() { Url = $"rtmp://203.0.113.7:1935/live/{key}" }]),
        DescribeOriginEndpointResponse endpoint => EndpointSettings.Differences(stream.Spec.Packaging, stream.Uid, null, endpoint),
        SimulatedChannel channel => ChannelFacts.Differences(
            (ChannelSettings.Encoder(stream.Spec), Inputs(stream), Destinations(stream), ""), (channel.Encoder, channel.Inputs, channel.Destinations, "")),
        _ => [],
    };

    /// <summary>All of it, without ids and without the folder of a session.</summary>
    public override string ToString() => string.Join('\n', _has.Select(pair =>
        $"{pair.Key}: {Ids().Replace(JsonSerializer.Serialize(pair.Value is SimulatedChannel channel ? channel with { Destinations = [] } : pair.Value, Json), "$1")}"));

    private List<int> Passwords(LiveStream stream) =>
        [.. Enumerable.Range(0, InputSources.Most).Where(i => InputSources.HasPassword(Context(stream), i))];

    private List<InputSource> Sources(LiveStream stream) =>
        [.. InputSources.Declared(Context(stream)).Select(s => new InputSource { Url = s.Url, Username = s.Username, PasswordParam = s.PasswordParam })];

    private static List<InputAttachment> Inputs(LiveStream stream) => ChannelSettings.InputAttachments(stream.Recorded.Resources.InputId ?? "");

    private static List<OutputDestination> Destinations(LiveStream stream) =>
        ChannelSettings.Destinations(stream.Spec, stream.Recorded.Resources.PackageChannelId ?? "", "s3://bucket/session");

    // Each Secret holds a key of its own, named after it; a key that cannot be used is not compared.
    private static string KeyOf(LiveStream stream) => StreamKeys.ReferenceOf(stream).Name;

    // Sources and settings need no account.
    private StreamContext Context(LiveStream stream) => new(stream, null!, "cluster", KeyIsUsable ? KeyOf(stream) : null);

    [GeneratedRegex("(InputSecurityGroup|SourceCredentials|Input|PackageChannel|PackageEndpoint|Channel)[0-9]+")]
    private static partial Regex Ids();

    private sealed record SimulatedInput(string Type, int Pipelines, List<InputSource> Sources, string? Key);

    private sealed record SimulatedChannel(
        string Class, InputSpecification Input, EncoderSettings Encoder, List<InputAttachment> Inputs, List<OutputDestination> Destinations);
}
