using System.Text.Json.Nodes;

namespace Onair.Tests.Unit;

/// <summary>The memory settings that each program starts with.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("Operator")]
    [InlineData("Webhook")]
    [InlineData("Gateway")]
    [InlineData("Emulator")]
    [InlineData("Connector")]
    [InlineData("Splitter")]
    public void A_program_keeps_one_small_heap(string program)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"Onair.{program}.runtimeconfig.json");
        var settings = JsonNode.Parse(File.ReadAllText(path))!["runtimeOptions"]!["configProperties"]!;

        ((bool?)settings["System.GC.Server"]).ShouldBe(false);
        ((bool?)settings["System.Runtime.TieredPGO"]).ShouldBe(false);
        ((int?)settings["System.GC.ConserveMemory"]).ShouldBe(5);
        ((int?)settings["System.GC.Gen0MaxBudget"]).ShouldBe(4 << 20);
    }
}
