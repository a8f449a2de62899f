using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaLive;

/// <summary>AWS Elemental MediaLive.</summary>
internal sealed class MediaLiveService(
    SecurityGroupOperations groups,
    InputOperations inputs,
    ChannelOperations channels,
    ScheduleOperations schedule,
    TagOperations tags,
    MonitoringOperations monitoring) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "medialive";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateInputSecurityGroup"] = groups.Create,
        ["DescribeInputSecurityGroup"] = groups.Describe,
        ["ListInputSecurityGroups"] = groups.List,
        ["UpdateInputSecurityGroup"] = groups.Update,
        ["DeleteInputSecurityGroup"] = groups.Delete,
        ["CreateInput"] = inputs.Create,
        ["DescribeInput"] = inputs.Describe,
        ["ListInputs"] = inputs.List,
        ["UpdateInput"] = inputs.Update,
        ["DeleteInput"] = inputs.Delete,
        ["CreateChannel"] = channels.Create,
        ["DescribeChannel"] = channels.Describe,
        ["ListChannels"] = channels.List,
        ["UpdateChannel"] = channels.Update,
        ["UpdateChannelClass"] = channels.Update,
        ["StartChannel"] = channels.Start,
        ["StopChannel"] = channels.Stop,
        ["DeleteChannel"] = channels.Delete,
        ["BatchUpdateSchedule"] = schedule.Update,
        ["DescribeSchedule"] = schedule.Describe,
        ["DeleteSchedule"] = schedule.Delete,
        ["CreateTags"] = tags.Create,
        ["DeleteTags"] = tags.Delete,
        ["ListTagsForResource"] = tags.List,
        ["ListAlerts"] = monitoring.ListAlerts,
        ["DescribeThumbnails"] = monitoring.DescribeThumbnails,
        ["DescribeAccountConfiguration"] = MonitoringOperations.DescribeAccountConfiguration,
    };
}
