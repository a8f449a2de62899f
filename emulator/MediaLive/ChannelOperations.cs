using System.Text.Json.Nodes;
using Onair.Emulator.Faults;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.Protocol;
using Onair.Emulator.S3;
using Onair.Emulator.State;
using Onair.Emulator.SystemsManager;

namespace Onair.Emulator.MediaLive;

/// <summary>Channels.</summary>
internal sealed class ChannelOperations(
    MediaLiveAccount account, MediaPackageAccount packages, IObjectStore buckets, ChannelRunner runner, ParameterStore parameters,
    FaultRuleRegistry faults, ShapeDefaults defaults)
{
    /// <summary>Members of a create or update request that are not settings.</summary>
    private static readonly string[] NoSettings = ["requestId", "reserved", "tags", "dryRun", "channelId"];

    // "MediaLive feature rules and limits" in the user guide.
    private const int MostInputs = 20;
    private const int MostPushInputs = 2;

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            if (input.Text("requestId") is { } token && account.LiveChannels.FirstOrDefault(c => c.RequestId == token && c.State != ChannelState.Deleting) is { } replayed)
                return new JsonObject { ["channel"] = Document(replayed) };
            var settings = Settings(input);
            CheckInputs(settings, channelId: null);
            var quota = account.Options.Quotas.Channels;
            if (account.LiveChannels.Count >= quota) throw MediaLiveErrors.Quota("channels", quota);
            ChannelQuotas.Check(settings, account.LiveChannels, account.Options.Quotas);
            var tags = Tags.Checked(input.Map("tags"), MediaLiveErrors.BadRequest);
            var channel = new Channel { Id = account.NewId(), Settings = settings, Tags = tags, RequestId = input.Text("requestId") };
            if (!input.Flag("dryRun")) channel = runner.Enter(channel, ChannelState.Creating, Fails("CreateChannel"));
            return new JsonObject { ["channel"] = Document(channel) };
        }
    }

    public JsonObject Describe(JsonObject input) => Document(account.Channel(input.Required("channelId")));

    public JsonObject List(JsonObject input) =>
        Page.Of(account.LiveChannels, input, "channels", c => c.Id, c => ChannelDocument.SummaryOf(c, Arn(c)), MediaLiveErrors.BadRequest);

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var (channel, state) = Move(input, ChannelVerb.Update);
            var merged = channel.Settings.Copy();
            foreach (var (name, value) in input) merged[name] = value?.DeepClone();
            var updated = channel with { Settings = Settings(merged) };
            CheckInputs(updated.Settings, channel.Id);
            ChannelQuotas.Check(updated.Settings, account.LiveChannels.Where(c => c.Id != channel.Id), account.Options.Quotas);
            if (!input.Flag("dryRun")) updated = runner.Enter(updated, state, Fails("UpdateChannel"));
            return new JsonObject { ["channel"] = Document(updated) };
        }
    }

    public JsonObject Start(JsonObject input)
    {
        lock (account.Gate)
        {
            var (channel, state) = Move(input, ChannelVerb.Start);
            if (StartRules.Check(
                channel, account.Now, packages.Exists, buckets.BucketExists, account.Input(channel.InputIds[0]), name => parameters.TryGet(name, out _)) is { Count: > 0 } violations)
                throw MediaLiveErrors.BadRequest($"Channel {channel.Id} cannot be started: {Violation.Join(violations)}");
            return Document(runner.Enter(channel, state, Fails("StartChannel")));
        }
    }

    public JsonObject Stop(JsonObject input) => Enter(input, ChannelVerb.Stop);

    public JsonObject Delete(JsonObject input) => Enter(input, ChannelVerb.Delete);

    private static OperationException Unprocessable(params IReadOnlyCollection<Violation> violations) =>
        Violation.ToException("UnprocessableEntityException", violations, detailed: true);

    private bool Fails(string operation) => faults.Strikes("medialive", operation, FaultMoment.Outcome) is not null;

    private JsonObject Enter(JsonObject input, ChannelVerb verb)
    {
        lock (account.Gate)
        {
            var (channel, state) = Move(input, verb);
            return Document(runner.Enter(channel, state));
        }
    }

    private (Channel Channel, ChannelState State) Move(JsonObject input, ChannelVerb verb)
    {
        var channel = account.Channel(input.Required("channelId"));
        if (channel.State == ChannelState.Deleted) throw MediaLiveErrors.NotFound("Channel", channel.Id);
        return (channel, ChannelLifecycle.Apply(channel.State, verb)
            ?? throw MediaLiveErrors.Conflict($"Channel {channel.Id} cannot be asked to {verb} while its state is {channel.State.Wire()}"));
    }

    /// <summary>The settings in a request, checked and completed.</summary>
    private JsonObject Settings(JsonObject request)
    {
        var settings = request.Copy();
        foreach (var name in NoSettings) settings.Remove(name);
        if (ChannelRules.Check(settings) is { Count: > 0 } violations) throw Unprocessable(violations);
        foreach (var (index, destination) in settings.Items("destinations").Index())
        {
            if (destination.Items("mediaPackageSettings").Select(p => p.Text("channelId") ?? "").FirstOrDefault(id => !packages.IsVisible(id)) is { } missing)
                throw Unprocessable(new Violation($"destinations[{index}].mediaPackageSettings[0].channelId", $"MediaPackage channel '{missing}' does not exist"));
        }

        return defaults.Fill(settings, "Channel");
    }

    private void CheckInputs(JsonObject settings, string? channelId)
    {
        var attached = settings.Items("inputAttachments").Select(a => account.Inputs.TryGet(a.Required("inputId"), out var known) ? known : null).ToList();
        if (attached.Count > MostInputs) throw Unprocessable(new Violation("inputAttachments", $"count {attached.Count} must be less than or equal to {MostInputs}"));
        if (attached.Count(i => i is { IsPull: false }) is > MostPushInputs and var pushed)
            throw Unprocessable(new Violation("inputAttachments", $"count {pushed} of push inputs must be less than or equal to {MostPushInputs}"));
        foreach (var (index, attachment) in settings.Items("inputAttachments").Index())
        {
            var path = $"inputAttachments[{index}].inputId";
            var id = attachment.Required("inputId");
            if (!account.Inputs.TryGet(id, out var input) || input.Phase is Phase.Deleting or Phase.Deleted)
                throw Unprocessable(new Violation(path, $"input {id} does not exist"));
            if (account.ChannelsOf(id).Any(c => c.Id != channelId)) throw MediaLiveErrors.Conflict($"inputId={id} is already attached");
            if (settings.Text("channelClass") != "SINGLE_PIPELINE" && input.Class == "SINGLE_PIPELINE")
                throw Unprocessable(new Violation(path, $"input {id} of class SINGLE_PIPELINE cannot feed a channel of class STANDARD"));
        }
    }

    private string Arn(Channel channel) => account.Arn("channel", channel.Id);

    private JsonObject Document(Channel channel) => ChannelDocument.Of(channel, Arn(channel));
}
