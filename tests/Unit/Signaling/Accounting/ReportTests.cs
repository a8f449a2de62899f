using Onair.Signaling.Accounting;

namespace Onair.Tests.Unit.Signaling.Accounting;

public sealed class ReportTests
{
    [Fact]
    public void Writes_csv_that_spreadsheets_read_as_text()
    {
        var row = new AccountingRow("viewing", "b", "=1+1", "v", "a\"b,c", "i", new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), 61.5, false);

        Report.Csv([row]).ShouldBe($"{Report.CsvHeader}\r\nviewing,b,'=1+1,v,\"a\"\"b,c\",i,2026-01-01T12:00:00.000Z,61.5,false\r\n");
    }
}
