use std::path::PathBuf;
fn main(){ let p=std::env::args().nth(1).unwrap(); 
 let t = if p.ends_with(".json") { std::fs::read_to_string(&p).unwrap() } else {
  let c=attrc::compile(&attrc::world::Disk,&[PathBuf::from(&p)],None); for d in &c.diagnostics { if d.severity==attrc::diag::Severity::Error {eprintln!("{} {}",d.code.id,d.message);} }
  let mut o=Vec::new(); attrc::stix::Bundle::new(c.objects).write(&mut o).unwrap(); String::from_utf8(o).unwrap() };
 std::fs::write("/tmp/imp-in.json",&t).unwrap();
 let (d,f)=attrc::json::read(attrc::source::FileId(0),&t); if !f.is_empty(){eprintln!("{f:?}");}
 let (o,_)=attrc::import::outline(attrc::source::FileId(0),&d);
 if let Some(t)=attrc::import::tell(&o,"x") { print!("{t}");
   let w=attrc::world::Memory::new([("/x/main.attr",t)]); let c=attrc::compile(&w,&[PathBuf::from("/x/main.attr")],None);
   for d in &c.diagnostics { if d.severity==attrc::diag::Severity::Error {eprintln!("{} {} {:?}",d.code.id,d.message,d.primary.map(|p|c.project.texts[0].position(p.span.lo)));} }
  let mut o=Vec::new(); attrc::stix::Bundle::new(c.objects).write(&mut o).unwrap(); std::fs::write("/tmp/imp-out.json",o).unwrap();
 }
}
