using Onair.Emulator.Auth;
using Onair.Emulator.S3;
using Onair.Emulator.Sts;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddAwsAuth().AddObjectStore().AddSts();
var app = builder.Build();
app.UseAwsSignatures();
app.UseS3();
app.UseSts();
await app.RunAsync();
