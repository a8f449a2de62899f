using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;
using InputType = Onair.Api.LiveStreams.InputType;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// The input. A push input's addresses stay the same for its lifetime. Its stream key, and the sources of a pull input, can be changed while
/// no running channel has it attached ("Editing an input", MediaLive user guide).
/// </summary>
internal sealed class InputResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    /// <summary>The RTMP application name; the stream key follows it in the URL. An adopted input may have another.</summary>
    private const string Application = "live";

    public ResourceKind Kind => ResourceKind.Input;

    /// <summary>The stream key of an existing push input; null when it has none. Never logged.</summary>
    public static async Task<string?> StreamKeyOfAsync(StreamContext context, Owned<ResourceKind> input, CancellationToken cancellationToken) =>
        KeyIn((await DescribeAsync(context, input.Id, cancellationToken)).Destinations?.FirstOrDefault());

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var input = await DescribeAsync(context, id, cancellationToken);
        return Seen(context, new()
        {
            Id = input.Id,
            Arn = input.Arn,
            Tags = input.Tags,
            State = input.State,
            Type = input.Type,
            InputClass = input.InputClass,
            Destinations = input.Destinations,
            Sources = input.Sources,
        });
    }

    public async Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken)
    {
        var input = await Listing.FindAsync(
            next => context.Account.MediaLive.CallAsync(
                "ListInputs", (client, ct) => client.ListInputsAsync(new() { MaxResults = StreamContext.PageSize, NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.Inputs,
            i => context.Owns(i.Tags) && i.State != InputState.DELETED, i => i.Id);
        return input is null ? ObservedResource.Absent : Seen(context, input);
    }

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var spec = context.Stream.Spec;
        var request = new CreateInputRequest
        {
            Name = context.Name,
            Type = InputShapes.TypeOf(spec.Input),
            RequestId = token,
            Tags = context.Tags,
        };
        if (spec.Input.Type == InputType.RtmpPush)
        {
            request.InputSecurityGroups = [context.Stream.Recorded.Resources.InputSecurityGroupId!];
            request.Destinations =
            [
                .. Enumerable.Range(0, spec.Input.Redundancy.Pipelines())
                    .Select(_ => new InputDestinationRequest { StreamName = $"{Application}/{context.StreamKey}" }),
            ];
        }
        else
        {
            request.Sources = InputSources.Declared(context);
        }
        var created = await context.Account.MediaLive.CallAsync(
            "CreateInput", (client, ct) => client.CreateInputAsync(request, ct), cancellationToken);
        return new(Kind, created.Input.Id);
    }

    /// <summary>Changes the stream key or the sources: type and redundancy are fixed. An adopted input keeps its application names.</summary>
    public async Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        var request = new UpdateInputRequest { InputId = resource.Id };
        if (context.Stream.Spec.Input.Type == InputType.RtmpPush)
            request.Destinations =
            [
                .. ((await DescribeAsync(context, resource.Id, cancellationToken)).Destinations ?? [])
                    .Select(d => new InputDestinationRequest { StreamName = $"{ApplicationIn(d)}/{context.StreamKey}" }),
            ];
        else request.Sources = InputSources.Declared(context);
        await context.Account.MediaLive.CallAsync("UpdateInput", (client, ct) => client.UpdateInputAsync(request, ct), cancellationToken);
    }

    public Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaLive.CallAsync("DeleteInput", (client, ct) => client.DeleteInputAsync(new() { InputId = resource.Id }, ct), cancellationToken);

    private static Task<DescribeInputResponse> DescribeAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        context.Account.MediaLive.CallAsync(
            "DescribeInput", (client, ct) => client.DescribeInputAsync(new() { InputId = id }, ct), cancellationToken);

    private static ObservedResource Seen(StreamContext context, Input input)
    {
        if (input.State == InputState.DELETED) return ObservedResource.Absent;
        var pulls = context.Stream.Spec.Input.Type != InputType.RtmpPush;
        var unfit = InputShapes.Unfit(context.Stream.Spec.Input, input);
        return new ObservedResource(input.Id, Fold(input.State))
        {
            Arn = input.Arn,
            Tags = new(input.Tags),
            Unfit = unfit,
            Urls = pulls ? [] : [.. (input.Destinations ?? []).Select(d => WithoutKey(d.Url ?? ""))],
            Differences = unfit is not null ? [] : pulls ? InputSources.Differences(context, input.Sources) : KeyDifferences(context, input.Destinations ?? []),
        };
    }

    private static Lifecycle Fold(InputState? state) => state?.Value switch
    {
        "ATTACHED" => Lifecycle.Attached,
        "DETACHED" => Lifecycle.Idle,
        "DELETING" => Lifecycle.Deleting,
        _ => Lifecycle.Changing,
    };

    /// <summary>
    /// The stream key as a difference, when a push URL has another one. A generated key is that of the first URL: the others of an adopted
    /// input may differ. A key that was not read is not compared.
    /// </summary>
    internal static IReadOnlyList<string> KeyDifferences(StreamContext context, IEnumerable<InputDestination> destinations)
    {
        var compared = context.Stream.Spec.Input.StreamKeySecretRef is null ? destinations.Take(1) : destinations;
        return context.StreamKey is { } key && compared.Any(d => KeyIn(d) != key) ? [ChannelFieldTable.StreamKey] : [];
    }

    private static string? KeyIn(InputDestination? destination) =>
        destination?.Url is { } url && url.LastIndexOf('/') is > 0 and var slash && slash + 1 < url.Length ? url[(slash + 1)..] : null;

    // rtmp://ip:1935/live/KEY → live
    private static string ApplicationIn(InputDestination destination) =>
        Uri.TryCreate(WithoutKey(destination.Url ?? ""), UriKind.Absolute, out var url) && url.AbsolutePath.Trim('/') is { Length: > 0 } name ? name : Application;

    // rtmp://ip:1935/live/KEY → rtmp://ip:1935/live
    private static string WithoutKey(string url) => url[..Math.Max(0, url.LastIndexOf('/'))];
}
