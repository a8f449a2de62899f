using Amazon.ChimeSDKMediaPipelines;
using Amazon.ChimeSDKMediaPipelines.Model;
using Onair.Api;
using Onair.Api.Connectors;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.Connectors.Pipelines;

/// <summary>
/// Media live connector pipelines of the Amazon Chime SDK. They have one sink, so that of a LiveStream with two pipelines only the first one is fed.
/// </summary>
internal sealed class ChimePipelines(OperatorOptions options)
{
    /// <summary>The pipeline as it is, without its tags.</summary>
    public static async Task<PipelineView> LookAsync(ProviderAccount account, string id, CancellationToken cancellationToken)
    {
        try
        {
            var pipeline = (await account.ChimePipelines.CallAsync(
                "GetMediaPipeline", (client, ct) => client.GetMediaPipelineAsync(new() { MediaPipelineId = id }, ct), cancellationToken)).MediaPipeline.MediaLiveConnectorPipeline;
            // A pipeline of another type, e.g. a recording of the meeting, was not made here.
            return pipeline is null ? new(id) { HasTags = true } : new(id, pipeline.Status.Value) { Arn = pipeline.MediaPipelineArn };
        }
        catch (NotFoundException)
        {
            return PipelineView.Absent;
        }
    }

    /// <summary>The connector's pipeline, by its tags. An account has few active pipelines.</summary>
    public async Task<PipelineView> FindAsync(ProviderAccount account, Connector connector, CancellationToken cancellationToken)
    {
        var pipelines = await Listing.AllAsync(
            next => account.ChimePipelines.CallAsync(
                "ListMediaPipelines", (client, ct) => client.ListMediaPipelinesAsync(new() { NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.MediaPipelines);
        foreach (var pipeline in pipelines)
            if (await TagAsync(account, pipeline.MediaPipelineArn, cancellationToken) is { } tag && tag.IsOf(connector.Uid, options.ClusterName))
                return new(pipeline.MediaPipelineId) { ByTag = true, Arn = pipeline.MediaPipelineArn, Tag = tag, HasTags = true };
        return PipelineView.Absent with { ByTag = true };
    }

    /// <summary>Whose a pipeline is by its tags; null when they do not say so, or it is gone.</summary>
    public static async Task<OwnerTag?> TagAsync(ProviderAccount account, string arn, CancellationToken cancellationToken)
    {
        try
        {
            var tags = await account.ChimePipelines.CallAsync(
                "ListTagsForResource", (client, ct) => client.ListTagsForResourceAsync(new() { ResourceARN = arn }, ct), cancellationToken);
            return OwnershipTags.OwnerOf((tags.Tags ?? []).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal));
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>Creates the pipeline of the recorded token; the same token again makes no second one.</summary>
    public async Task<string> CreateAsync(ProviderAccount account, Connector connector, string target, CancellationToken cancellationToken)
    {
        var run = ConnectorRuns.Pipeline(connector.Spec, connector.Recorded)!;
        var request = new CreateMediaLiveConnectorPipelineRequest
        {
            ClientRequestToken = connector.Recorded.ChimePipeline!.Token,
            Sources =
            [
                new()
                {
                    SourceType = LiveConnectorSourceType.ChimeSdkMeeting,
                    ChimeSdkMeetingLiveConnectorConfiguration = new()
                    {
                        Arn = run.MeetingArn,
                        MuxType = LiveConnectorMuxType.AudioWithCompositedVideo,
                        CompositedVideo = new()
                        {
                            Layout = LayoutOption.GridView,
                            Resolution = ResolutionOption.FindValue(run.Resolution),
                            GridViewConfiguration = new() { ContentShareLayout = ContentShareLayoutOption.PresenterOnly },
                        },
                    },
                },
            ],
            Sinks =
            [
                new()
                {
                    SinkType = LiveConnectorSinkType.RTMP,
                    RTMPConfiguration = new() { Url = target, AudioChannels = AudioChannelsOption.Stereo, AudioSampleRate = "48000" },
                },
            ],
            Tags =
            [
                .. OwnershipTags.Of(OnairResources.Connectors.Kind, connector.Metadata, options.ClusterName).Select(t => new Tag { Key = t.Key, Value = t.Value }),
            ],
        };
        var response = await account.ChimePipelines.CallAsync(
            "CreateMediaLiveConnectorPipeline", (client, ct) => client.CreateMediaLiveConnectorPipelineAsync(request, ct), cancellationToken);
        return response.MediaLiveConnectorPipeline.MediaPipelineId;
    }

    /// <summary>Ends the connector's pipeline; one that does not exist is no error.</summary>
    public static async Task DeleteAsync(ProviderAccount account, Owned<ChimeResource> pipeline, CancellationToken cancellationToken)
    {
        try
        {
            await account.ChimePipelines.CallAsync(
                "DeleteMediaPipeline", (client, ct) => client.DeleteMediaPipelineAsync(new() { MediaPipelineId = pipeline.Id }, ct), cancellationToken);
        }
        catch (NotFoundException)
        {
            // The next look shows it.
        }
    }
}
