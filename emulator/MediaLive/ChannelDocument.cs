using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>A channel as the API describes it.</summary>
internal static class ChannelDocument
{
    public static JsonObject Of(Channel channel, string arn)
    {
        var document = channel.Settings.Copy();
        var running = channel.State is ChannelState.Running or ChannelState.Recovering;
        document["arn"] = arn;
        document["egressEndpoints"] = new JsonArray();
        document["id"] = channel.Id;
        document["pipelineDetails"] = running ? Pipelines(channel) : new JsonArray();
        document["pipelinesRunningCount"] = running ? channel.Pipelines : 0;
        document["state"] = channel.State.Wire();
        document["tags"] = channel.Tags.ToJson();
        return document;
    }

    /// <summary>The summary of a list: everything but the encoder's settings and the pipelines.</summary>
    public static JsonObject SummaryOf(Channel channel, string arn)
    {
        var document = Of(channel, arn);
        document.Remove("encoderSettings");
        document.Remove("pipelineDetails");
        return document;
    }

    private static JsonArray Pipelines(Channel channel)
    {
        var attachment = channel.Settings.Items("inputAttachments").First();
        return new JsonArray([.. Enumerable.Range(0, channel.Pipelines).Select(p => new JsonObject
        {
            ["activeInputAttachmentName"] = attachment.Text("inputAttachmentName"),
            ["activeInputSwitchActionName"] = "",
            ["pipelineId"] = p.ToString(CultureInfo.InvariantCulture),
        })]);
    }
}
