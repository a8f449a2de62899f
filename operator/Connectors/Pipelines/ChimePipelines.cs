using Amazon.ChimeSDKMediaPipelines;
using Amazon.ChimeSDKMediaPipelines.Model;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Connectors.Decisions;

namespace Onair.Operator.Connectors.Pipelines;

/// <summary>
/// Media live connector pipelines of the Amazon Chime SDK. They have one sink, so that of a LiveStream with two pipelines only the first one is fed.
/// </summary>
internal sealed class ChimePipelines(OperatorOptions options)
{
    /// <summary>The pipeline as it is.</summary>
    public static async Task<PipelineView> LookAsync(ProviderAccount account, string id, CancellationToken cancellationToken)
    {
        try
        {
            var response = await account.ChimePipelines.CallAsync(
                "GetMediaPipeline", (client, ct) => client.GetMediaPipelineAsync(new() { MediaPipelineId = id }, ct), cancellationToken);
            return new(response.MediaPipeline.MediaLiveConnectorPipeline.Status.Value);
        }
        catch (NotFoundException)
        {
            return new((string?)null);
        }
    }

    /// <summary>The id of the connector's pipeline, by its tags; empty when there is none. An account has few active pipelines.</summary>
    public static async Task<string> FindAsync(ProviderAccount account, Connector connector, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var token = next;
            var page = await account.ChimePipelines.CallAsync(
                "ListMediaPipelines", (client, ct) => client.ListMediaPipelinesAsync(new() { NextToken = token }, ct), cancellationToken);
            foreach (var pipeline in page.MediaPipelines)
            {
                var tags = await account.ChimePipelines.CallAsync(
                    "ListTagsForResource", (client, ct) => client.ListTagsForResourceAsync(new() { ResourceARN = pipeline.MediaPipelineArn }, ct), cancellationToken);
                if (tags.Tags.Any(t => t.Key == Tags.Uid && t.Value == connector.Uid)) return pipeline.MediaPipelineId;
            }

            next = page.NextToken;
        }
        while (next is not null);
        return "";
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
                new() { Key = Tags.Uid, Value = connector.Uid },
                new() { Key = Tags.Resource, Value = $"{connector.Namespace()}/{connector.Metadata.Name}" },
                new() { Key = Tags.Cluster, Value = options.ClusterName },
            ],
        };
        var response = await account.ChimePipelines.CallAsync(
            "CreateMediaLiveConnectorPipeline", (client, ct) => client.CreateMediaLiveConnectorPipelineAsync(request, ct), cancellationToken);
        return response.MediaLiveConnectorPipeline.MediaPipelineId;
    }

    /// <summary>Ends a pipeline; one that does not exist is no error.</summary>
    public static async Task DeleteAsync(ProviderAccount account, string id, CancellationToken cancellationToken)
    {
        try
        {
            await account.ChimePipelines.CallAsync(
                "DeleteMediaPipeline", (client, ct) => client.DeleteMediaPipelineAsync(new() { MediaPipelineId = id }, ct), cancellationToken);
        }
        catch (NotFoundException)
        {
            // The next look shows it.
        }
    }
}
