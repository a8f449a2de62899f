using Onair.Api;
using Onair.Api.Connectors;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Connectors;

/// <summary>A meeting that AWS pushes itself.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ChimePipelineTests(ConnectorRig rig) : IClassFixture<ConnectorRig>
{
    private const string Create = "chime:CreateMediaLiveConnectorPipeline";
    private const string Delete = "chime:DeleteMediaPipeline";

    [Fact]
    public async Task A_pipeline_pushes_while_the_connector_runs_and_is_deleted_with_it()
    {
        var connector = await CreateAsync("lecture");

        var onAir = await rig.OnAirAsync("lecture");
        (await rig.PodsAsync(connector)).ShouldBeEmpty();
        (await rig.Account.PipelinesAsync()).ShouldBe([onAir.Recorded.ChimePipeline!.Id!]);

        await rig.PatchAsync("lecture", """{"spec":{"state":"Stopped"}}""");
        await rig.UntilAsync("lecture", c => c.Recorded is { Phase: "Stopped", ChimePipeline: null, Run: null }, "stopped");
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
        await rig.GoneAsync("lecture");
    }

    [Fact]
    public async Task A_pipeline_that_fails_is_replaced()
    {
        await CreateAsync("seminar");
        var first = (await rig.OnAirAsync("seminar")).Recorded.ChimePipeline!.Id!;

        using var http = new HttpClient();
        (await http.PostAsync(new Uri($"{rig.Emulator.Url}/admin/chime/{first}/fail"), null)).EnsureSuccessStatusCode();

        var second = await rig.UntilAsync("seminar", c => c.Recorded.ChimePipeline?.Id is { } id && id != first && c.Is(ConnectorConditions.OnAir), "on air with another pipeline");
        second.Recorded.Restarts.ShouldBe(1);
        (await rig.Account.PipelinesAsync()).ShouldBe([second.Recorded.ChimePipeline!.Id!]);
        await rig.GoneAsync("seminar");
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Create)]
    [InlineData(Delete)]
    public async Task Killed_in_the_middle_the_operator_makes_no_second_pipeline_and_leaves_none(string operation)
    {
        var name = operation.Split(':')[1].ToLowerInvariant();
        if (operation == Delete)
        {
            await CreateAsync(name);
            await rig.OnAirAsync(name);
        }

        var killed = rig.Proxy.LoseAnswer(operation, Lost.Cut, first: rig.Operator.KillAsync);
        if (operation == Delete) await rig.PatchAsync(name, """{"spec":{"state":"Stopped"}}""");
        else await CreateAsync(name);
        await killed.WaitAsync(TimeSpan.FromMinutes(2));
        await rig.RestartOperatorAsync();

        if (operation == Create)
        {
            var onAir = await rig.OnAirAsync(name);
            (await rig.Account.PipelinesAsync()).ShouldBe([onAir.Recorded.ChimePipeline!.Id!]);
        }

        await rig.GoneAsync(name);
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connector_that_is_deleted_before_its_pipeline_is_known_leaves_none()
    {
        var killed = rig.Proxy.LoseAnswer(Create, Lost.Cut, first: rig.Operator.KillAsync);
        await CreateAsync("fleeting");
        await killed.WaitAsync(TimeSpan.FromMinutes(2));
        await rig.Client.DeleteAsync(OnairResources.Connectors, "fleeting", rig.Name);
        await rig.RestartOperatorAsync();

        await Eventually.ShouldBeAsync(
            async () => await rig.Client.FindAsync(OnairResources.Connectors, "fleeting", rig.Name) is null, () => "fleeting is gone\n" + rig.Operator.Tail());
        (await rig.Account.PipelinesAsync()).ShouldBeEmpty();
    }

    private async Task<Connector> CreateAsync(string name)
    {
        var target = await rig.ServiceAsync($"{name}-target");
        return await rig.CreateAsync(name, spec =>
        {
            spec.Source = new()
            {
                ChimePipeline = new() { MeetingArn = $"arn:aws:chime:us-east-1:{EmulatorProcess.AccountId}:meeting/{name}", ProviderRef = new() { Name = rig.Name } },
            };
            spec.Target = target;
        });
    }
}
