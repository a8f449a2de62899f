using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The RTMP push input. Its URLs stay the same for its lifetime.</summary>
internal sealed class InputResource : IStreamResource
{
    /// <summary>RTMP's application name; the stream name behind it is the key.</summary>
    private const string Application = "live";

    public ResourceKind Kind => ResourceKind.Input;

    public async Task<Sighting> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var input = await context.Account.MediaLiveAsync(
            "DescribeInput", (client, ct) => client.DescribeInputAsync(new() { InputId = id }, ct), cancellationToken);
        return Seen(input.Id, input.State, input.Destinations);
    }

    public async Task<Sighting> FindAsync(StreamContext context, CancellationToken cancellationToken)
    {
        var input = await Listing.FindAsync(
            next => context.Account.MediaLiveAsync(
                "ListInputs", (client, ct) => client.ListInputsAsync(new() { NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.Inputs,
            i => context.Owns(i.Tags) && i.State != InputState.DELETED, i => i.Id);
        return input is null ? Sighting.Absent : Seen(input.Id, input.State, input.Destinations);
    }

    public async Task<string> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var pipelines = context.Stream.Spec.Input.Redundancy == InputRedundancy.Standard ? 2 : 1;
        var request = new CreateInputRequest
        {
            Name = context.Name,
            Type = Amazon.MediaLive.InputType.RTMP_PUSH,
            RequestId = token,
            InputSecurityGroups = [context.Stream.Recorded.Resources.InputSecurityGroupId!],
            Destinations =
            [
                .. Enumerable.Range(0, pipelines)
                    .Select(_ => new InputDestinationRequest { StreamName = $"{Application}/{context.StreamKey}" }),
            ],
            Tags = context.Tags,
        };
        var created = await context.Account.MediaLiveAsync(
            "CreateInput", (client, ct) => client.CreateInputAsync(request, ct), cancellationToken);
        return created.Input.Id;
    }

    /// <summary>Nothing of an input can differ: its type, its redundancy and its key are fixed.</summary>
    public Task UpdateAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An input is never updated.");

    public Task DeleteAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        context.Account.MediaLiveAsync("DeleteInput", (client, ct) => client.DeleteInputAsync(new() { InputId = id }, ct), cancellationToken);

    private static Sighting Seen(string id, InputState? state, List<InputDestination>? destinations) =>
        state == InputState.DELETED ? Sighting.Absent : new Sighting(id, state?.Value switch
        {
            "ATTACHED" => Lifecycle.Attached,
            "DETACHED" => Lifecycle.Idle,
            "DELETING" => Lifecycle.Deleting,
            _ => Lifecycle.Changing,
        })
        {
            Urls = [.. (destinations ?? []).Select(d => WithoutKey(d.Url))],
        };

    // rtmp://ip:1935/live/KEY → rtmp://ip:1935/live
    private static string WithoutKey(string url) => url[..url.LastIndexOf('/')];
}
