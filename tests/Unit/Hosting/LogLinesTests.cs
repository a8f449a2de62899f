using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Onair.Hosting;

namespace Onair.Tests.Unit.Hosting;

public sealed class LogLinesTests
{
    [Fact]
    public void An_entry_is_one_line_that_begins_with_the_time()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddLines()).BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple);
        using var text = new StringWriter();

        formatter.Write(new LogEntry<string>(LogLevel.Information, "Onair.Operator", new EventId(2), "two\nlines", null, (state, _) => state), null, text);

        text.ToString().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: Onair\.Operator\[2\] two lines\r?\n$");
    }
}
