using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Operator;
using Onair.Operator.Connectors.Pods;

namespace Onair.Tests.Unit.Operator.Connectors.Pods;

public sealed class ConnectorPlanBuilderTests
{
    private static readonly ConnectorSpec Spec = new();

    [Fact]
    public void Another_configuration_of_the_operator_is_no_edit()
    {
        var written = ConnectorPlanBuilder.Write(Plan(new() { AllowedCidrs = ["10.0.0.0/8"] }));

        ConnectorPlanBuilder.IsSame(written, Plan(new() { AllowedCidrs = [], CaBundle = "PEM" })).ShouldBeTrue();
    }

    [Fact]
    public void Another_picture_or_target_is_an_edit()
    {
        var written = ConnectorPlanBuilder.Write(Plan(new()));

        ConnectorPlanBuilder.IsSame(written, Plan(new()) with { Width = 640 }).ShouldBeFalse();
        ConnectorPlanBuilder.IsSame(written, Plan(new()) with { Targets = ["rtmp://192.0.2.1/live/other"] }).ShouldBeFalse();
    }

    [Fact]
    public void An_unreadable_plan_differs_from_every_plan() => ConnectorPlanBuilder.IsSame("{"u8.ToArray(), Plan(new())).ShouldBeFalse();

    private static ConnectorPlan Plan(ConnectorOptions options) =>
        ConnectorPlanBuilder.Of(Spec, [new() { Kind = PlannedSourceKind.ColorBars }], ["rtmp://192.0.2.1/live/key"], options, trustedTargets: true);
}
