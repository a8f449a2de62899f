using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling.State;

public sealed class MigratorTests
{
    [Fact]
    public void Numbers_migrations_without_gaps() => Database.Migrations.All.Select(m => m.Number).ShouldBe(Enumerable.Range(1, Database.Migrations.All.Count));
}
